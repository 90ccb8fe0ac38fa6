/// `counterfactual_skill`: obedience to actions that the episode never saw.
///
/// Where the world is a simulator, the shuffled and the held actions are run there too, and the model's rollouts under
/// them are scored against that truth: the mean of their `foreground_skill`. A model that repeats what usually happens
/// scores low here whatever the data's statistics.
public enum CounterfactualSkill {
  /// A rollout under other actions, with the simulator's truth of those actions.
  public struct Case: Sendable {
    /// `shuffled`, `hold`, …
    public var name: String
    public var truth: Truth
    public var prediction: Prediction

    public init(name: String, truth: Truth, prediction: Prediction) {
      (self.name, self.truth, self.prediction) = (name, truth, prediction)
    }
  }

  /// Details hold each case's own skill by name; cases in which nothing moves are left out and counted. A robot that holds
  /// its last target hardly moves, so what the compressor loses would be most of its error.
  public static func score(_ cases: [Case], roundTrip: Scorer.RoundTrip? = nil) throws -> MetricValue {
    let values = try cases.map {
      try Scorer.foregroundSkill($0.prediction, truth: $0.truth, roundTrip: roundTrip)
    }
    let skills = values.compactMap(\.value)
    var details: [String: Double] = [:]
    for (each, value) in zip(cases, values) { details[each.name] = value.value }
    guard let mean = skills.mean else {
      return .unmeasurable(values.compactMap(\.note).first ?? "there is no rollout under other actions")
    }
    return MetricValue(mean, measurable: Double(skills.count) / Double(cases.count), details: details)
  }
}
