/// One metric over a suite.
public struct Aggregate: Codable, Sendable, Equatable {
  /// Over all measured observations; nil where there is none.
  public var mean: Double?
  public var median: Double?
  /// Mean of the middle half of the values (a share of the two border values counts where n is no multiple of 4).
  public var iqm: Double?
  /// 95% bounds of the mean by the hierarchical bootstrap; nil with fewer than two observations.
  public var lo: Double?
  public var hi: Double?
  /// Measured observations, and those without a value.
  public var n: Int
  public var unmeasured: Int

  public static let resamples = 10_000

  /// The same observations, in any order, give the same bounds with the same seed.
  ///
  /// - Parameter hasBounds: without them nothing is resampled.
  public init(_ observations: [Observation], seed: UInt64, hasBounds: Bool = true) {
    let tree = ObservationTree(observations)
    let values = tree.values
    (mean, median, iqm) = (values.mean, values.median, Self.interquartileMean(values))
    n = values.count
    unmeasured = observations.count - values.count
    guard hasBounds, n > 1 else { return }
    guard values.contains(where: { $0 != values[0] }) else {
      // Every resample is the same.
      (lo, hi) = (values[0], values[0])
      return
    }
    let bootstrap = Bootstrap(resamples: Self.resamples, random: CounterRandom(seed: seed))
    let interval = bootstrap.interval(tree) { $0.mean ?? .nan }
    (lo, hi) = (interval?.lowerBound, interval?.upperBound)
  }

  /// Each ordered value i of n weighs by how much of i…i+1 lies in n/4…3n/4.
  static func interquartileMean(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let n = Double(values.count)
    // R. Agarwal et al., 2021, recommend it: a quarter of wild values at either end moves it by nothing.
    let sum = values.sorted().enumerated().reduce(0.0) { total, entry in
      let weight = min(Double(entry.offset + 1), 0.75 * n) - max(Double(entry.offset), 0.25 * n)
      return total + max(0, weight) * entry.element
    }
    return sum / (0.5 * n)
  }
}
