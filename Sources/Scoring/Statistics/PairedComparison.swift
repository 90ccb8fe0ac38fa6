/// Two models, X and Y, on the same scenarios, in one metric.
///
/// Samples are paired by scenario, initial condition and seed. What has no partner, or no value in one of the two, is
/// left out and counted. Intervals come from the hierarchical bootstrap; the test takes one mean difference a unit (an
/// initial condition, or a recording whose stretches overlap), since seeds and stretches of one are not independent.
public struct PairedComparison: Codable, Sendable, Equatable {
  /// Mean of x − y over the pairs; nil without a pair.
  public var mean: Double?
  /// Interquartile mean of x − y.
  public var iqm: Double?
  /// 95% bounds of the mean difference; nil with fewer than two pairs.
  public var lo: Double?
  public var hi: Double?
  /// P(X > Y), mean over initial conditions, with its bounds.
  public var superiority: Double?
  public var superiorityLo: Double?
  public var superiorityHi: Double?
  /// Of the mean differences by unit; nil where all are zero.
  public var test: SignedRank?
  /// Pairs, and initial conditions with one.
  public var n: Int
  public var initials: Int
  /// Observations of either without a partner.
  public var unpaired: Int

  enum CodingKeys: String, CodingKey {
    case mean, iqm, lo, hi, superiority, test, n, initials, unpaired
    case superiorityLo = "superiority_lo"
    case superiorityHi = "superiority_hi"
  }

  /// The same for the same observations in any order.
  public init(_ x: [Observation], against y: [Observation], seed: UInt64) {
    let pairs = Self.pairs(x, y)
    let random = CounterRandom(seed: seed)
    let bootstrap = Bootstrap(resamples: Aggregate.resamples, random: random)
    let differences = pairs.flatMap(\.differences)
    let tree = ObservationTree(differences)
    let bounds = bootstrap.interval(tree) { $0.mean ?? .nan }
    let shares = ObservationTree(pairs.compactMap(\.superiority))
    let shareBounds = bootstrap.interval(shares) { $0.mean ?? .nan }
    (mean, iqm) = (tree.values.mean, Aggregate.interquartileMean(tree.values))
    (lo, hi) = (bounds?.lowerBound, bounds?.upperBound)
    superiority = shares.values.mean
    (superiorityLo, superiorityHi) = (shareBounds?.lowerBound, shareBounds?.upperBound)
    let units = Dictionary(grouping: pairs, by: \.unit).sorted { $0.key < $1.key }
    test = SignedRank(units.compactMap { $0.value.flatMap(\.differences).compactMap(\.value).mean })
    (n, initials) = (differences.count, pairs.count)
    unpaired = x.count + y.count - 2 * differences.count
  }

  /// One initial condition's values in both.
  private struct Pair {
    let unit: String
    let differences: [Observation]
    let superiority: Observation?
  }

  private struct Place: Hashable, Comparable {
    let scenario, initial: String
    static func < (a: Place, b: Place) -> Bool { (a.scenario, a.initial) < (b.scenario, b.initial) }
  }

  private static func pairs(_ x: [Observation], _ y: [Observation]) -> [Pair] {
    let ours = bySeed(x)
    let theirs = bySeed(y)
    let units = Dictionary(
      x.map { (Place(scenario: $0.scenario, initial: $0.initial), $0.unit) }, uniquingKeysWith: { first, _ in first })
    return ours.keys.sorted().compactMap { place in
      guard let a = ours[place], let b = theirs[place] else { return nil }
      let shared = a.keys.filter { b[$0] != nil }.sorted()
      let differences = shared.compactMap { seed -> Observation? in
        guard let one = a[seed], let other = b[seed] else { return nil }
        return Observation(scenario: place.scenario, initial: place.initial, seed: seed, value: one - other)
      }
      guard !differences.isEmpty else { return nil }
      let share = Superiority.share(shared.compactMap { a[$0] }, over: shared.compactMap { b[$0] })
      return Pair(
        unit: "\(place.scenario)\n\(units[place] ?? place.initial)", differences: differences,
        superiority: Observation(scenario: place.scenario, initial: place.initial, value: share))
    }
  }

  private static func bySeed(_ observations: [Observation]) -> [Place: [UInt64: Double]] {
    var all: [Place: [UInt64: Double]] = [:]
    for each in observations {
      guard let value = each.value, value.isFinite else { continue }
      all[Place(scenario: each.scenario, initial: each.initial), default: [:]][each.seed] = value
    }
    return all
  }
}

extension PairedComparison {
  /// p values of several metrics' tests, corrected together by Holm's method; nil where a metric has no test.
  public static func corrected(_ comparisons: [MetricName: PairedComparison]) -> [MetricName: Double] {
    let metrics = comparisons.keys.sorted { $0.rawValue < $1.rawValue }
    let adjusted = HolmCorrection.adjust(metrics.map { comparisons[$0]?.test?.p })
    return Dictionary(uniqueKeysWithValues: zip(metrics, adjusted).compactMap { name, p in p.map { (name, $0) } })
  }
}
