/// P(X > Y): how often a value of one set exceeds a value of another, ties counting half.
///
/// Mann and Whitney's U over n·m. Over initial conditions it is averaged, never pooled: values of different initial
/// conditions are not comparable. R. Agarwal et al., Deep Reinforcement Learning at the Edge of the Statistical
/// Precipice, 2021.
enum Superiority {
  /// Nil where either is empty.
  static func share(_ x: [Double], over y: [Double]) -> Double? {
    guard !x.isEmpty, !y.isEmpty else { return nil }
    var wins = 0.0
    for a in x { for b in y { wins += a > b ? 1 : a == b ? 0.5 : 0 } }
    return wins / Double(x.count * y.count)
  }
}
