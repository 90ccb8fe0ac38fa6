/// Whether numbers are targets, steps or speeds, found by comparing them with how the state went on.
enum ActionTrend: String, Sendable {
  case absolute, delta, velocity

  /// - Parameters:
  ///   - actions: one dimension, told at some moments.
  ///   - before, after: the state that it moves, at those moments and one row later.
  ///   - rate: rows a second.
  /// - Returns: nil where the numbers do not tell, as where nothing moves.
  static func of(_ actions: [Double], before: [Double], after: [Double], rate: Double) -> ActionTrend? {
    let steps = zip(after, before).map { $0 - $1 }
    let toTarget = correlation(actions, after)
    let toStep = correlation(actions, steps)
    guard max(abs(toTarget ?? 0), abs(toStep ?? 0)) > 0.5 else { return nil }
    if (toTarget ?? 0) >= (toStep ?? 0) {
      // A target lies near the state; a step that happens to go along with it does not.
      let miss = rms(zip(actions, after).map { $0 - $1 })
      return miss < 2 * spread(after) + 1e-9 ? .absolute : nil
    }
    let ratio = rms(actions) / max(rms(steps), 1e-12)
    return rate > 4 && ratio > rate / 2 && ratio < rate * 2 ? .velocity : .delta
  }

  /// Pearson's; nil where one of them is constant.
  static func correlation(_ a: [Double], _ b: [Double]) -> Double? {
    let n = Double(min(a.count, b.count))
    guard n > 2 else { return nil }
    let (meanA, meanB) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      ab += (x - meanA) * (y - meanB)
      aa += (x - meanA) * (x - meanA)
      bb += (y - meanB) * (y - meanB)
    }
    return aa > 1e-12 && bb > 1e-12 ? ab / (aa * bb).squareRoot() : nil
  }

  private static func rms(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(max(1, values.count))).squareRoot()
  }

  private static func spread(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return rms(values.map { $0 - mean })
  }
}
