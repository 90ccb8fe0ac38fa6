/// C5, violation of expectation: whether a model finds the impossible more surprising than the possible.
///
/// The share of pairs of clips, alike but for one event that breaks physics, in which the surprise (any error that a
/// model makes or reports, more being worse) is greater on the impossible one; ties count half. Chance is 0.5.
/// R. Riochet et al., IntPhys, 2018.
public enum ExpectationPairs {
  /// Null without pairs, or where a surprise is not finite.
  public static func accuracy(_ pairs: [(possible: Double, impossible: Double)]) -> MetricValue {
    guard !pairs.isEmpty else { return .unmeasurable("there are no pairs of possible and impossible clips") }
    guard pairs.allSatisfy({ $0.possible.isFinite && $0.impossible.isFinite }) else {
      return .unmeasurable("a surprise is not finite")
    }
    let wins = pairs.reduce(0.0) { $0 + ($1.impossible > $1.possible ? 1 : $1.impossible == $1.possible ? 0.5 : 0) }
    return MetricValue(wins / Double(pairs.count), details: ["pairs": Double(pairs.count)])
  }
}
