/// A 95% interval of a statistic by the hierarchical bootstrap, bias-corrected and accelerated.
///
/// A resample draws scenarios with replacement, then as many initial conditions as each drawn scenario has, then as many
/// seeds as each drawn initial condition has. The interval's ends are the quantiles of the resampled statistic at
/// Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))), z₀ from the share of resamples below the statistic (ties count half), a from the
/// jackknife over the topmost level that has two units. B. Efron, R. Tibshirani, 1993, ch. 14.
struct Bootstrap: Sendable {
  let resamples: Int
  let random: CounterRandom

  /// A statistic may be undefined (NaN) on this share of resamples, which are then left out; more, and there is no interval.
  static let mostUndefined = 0.05

  /// Nil with fewer than two observations, where every interval would be a point; a point where all values are equal.
  func interval(
    _ tree: ObservationTree, level: Double = 0.95, _ statistic: @Sendable ([Double]) -> Double
  ) -> ClosedRange<Double>? {
    let values = tree.values
    return interval(tree.units, level: level) { units in statistic(units.map { values[$0] }) }
  }

  /// The same for any statistic of the units' numbers.
  ///
  /// Nil too where the statistic is undefined on the units themselves, or on more than a twentieth of the resamples.
  /// - Complexity: `resamples` times a draw and the statistic, on all cores.
  func interval(
    _ tree: ResamplingTree, level: Double = 0.95, units statistic: @Sendable ([Int]) -> Double
  ) -> ClosedRange<Double>? {
    guard tree.count >= 2 else { return nil }
    let centre = statistic(Array(0..<tree.count))
    guard centre.isFinite else { return nil }
    let block = 250
    let blocks = (resamples + block - 1) / block
    let drawn = parallelMap(blocks) { b in
      (b * block..<min(resamples, (b + 1) * block)).map { statistic(draw(tree, $0)) }
    }.flatMap { $0 }.filter(\.isFinite)
    guard Double(drawn.count) >= (1 - Self.mostUndefined) * Double(resamples) else { return nil }
    guard drawn.contains(where: { $0 != drawn[0] }) else { return centre...centre }
    let ends = levels(drawn, centre, tree.jackknife.map(statistic).filter(\.isFinite), level)
    guard let low = drawn.quantile(ends.0), let high = drawn.quantile(ends.1), low <= high else { return nil }
    return low...high
  }

  /// One resample's units. Each resample has its own range of counters.
  private func draw(_ tree: ResamplingTree, _ resample: Int) -> [Int] {
    var counter = UInt64(resample) << 32
    return tree.draw { bound in
      counter += 1
      return random.index(counter, below: bound)
    }
  }

  /// The two adjusted quantiles.
  private func levels(
    _ drawn: [Double], _ centre: Double, _ jackknife: [Double], _ level: Double
  ) -> (Double, Double) {
    let below = drawn.reduce(0.0) { $0 + ($1 < centre ? 1 : $1 == centre ? 0.5 : 0) } / Double(drawn.count)
    let z0 = NormalDistribution.quantile(below)
    let a = acceleration(jackknife)
    let z = NormalDistribution.quantile((1 - level) / 2)
    guard z0.isFinite else { return ((1 - level) / 2, (1 + level) / 2) }
    func adjusted(_ z: Double) -> Double {
      NormalDistribution.cumulative(z0 + (z0 + z) / (1 - a * (z0 + z)))
    }
    return (adjusted(z), adjusted(-z))
  }

  /// Σd³ / (6 (Σd²)^1.5) with d the mean of the jackknife values minus each of them.
  private func acceleration(_ values: [Double]) -> Double {
    guard let mean = values.mean else { return 0 }
    let squares = values.reduce(0) { $0 + (mean - $1) * (mean - $1) }
    let cubes = values.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }
}
