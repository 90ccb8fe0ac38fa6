/// How well one list of values orders things as another does.
enum RankAgreement {
  /// Pearson's r; nil with fewer than two pairs, or where either list is constant.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    precondition(x.count == y.count, "\(x.count) values against \(y.count)")
    guard x.count >= 2, let mx = x.mean, let my = y.mean else { return nil }
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0
    for (a, b) in zip(x, y) {
      xx += (a - mx) * (a - mx)
      yy += (b - my) * (b - my)
      xy += (a - mx) * (b - my)
    }
    // Below this the spread is the rounding of the mean: the list is constant.
    let least = 1e-24 * Double(x.count)
    guard xx > least * max(1, mx * mx), yy > least * max(1, my * my) else { return nil }
    return max(-1, min(1, xy / (xx.squareRoot() * yy.squareRoot())))
  }

  /// Mean maximum rank violation: mean over i of max over j of |Rᵢ − Rⱼ| where `model` and `real` order i and j
  /// differently; in the units of `real`.
  ///
  /// The order of arguments matters: sizes are those of `real`. X. Li et al., Evaluating Real-World Robot Manipulation
  /// Policies in Simulation, 2024. Nil of empty lists.
  static func violation(model: [Double], real: [Double]) -> Double? {
    precondition(model.count == real.count, "\(model.count) values against \(real.count)")
    return real.indices.map { i in
      real.indices.reduce(0.0) { worst, j in
        (model[i] < model[j]) != (real[i] < real[j]) ? max(worst, abs(real[i] - real[j])) : worst
      }
    }.mean
  }
}
