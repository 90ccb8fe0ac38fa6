/// D1 action sensitivity: one truth, one noise and context, three action sequences.
///
/// Each value is `foreground_skill` of a rollout against the truth of the true actions: under the *true* actions, under
/// another episode's (*shuffled*), and under the last target *held* (`sensitivity_zero`). `true_wins` is 1 where the
/// true actions beat both others, else 0: a model that ignores its actions scores the same under all three.
public struct ActionSensitivity: Codable, Sendable {
  public var underTrue: MetricValue
  public var underShuffled: MetricValue?
  public var underHold: MetricValue?

  public init(
    _ scorer: Scorer, underTrue: Prediction, underShuffled: Prediction? = nil, underHold: Prediction? = nil
  ) throws {
    self.underTrue = try scorer.foregroundSkill(underTrue)
    self.underShuffled = try underShuffled.map(scorer.foregroundSkill)
    self.underHold = try underHold.map(scorer.foregroundSkill)
  }

  /// 1 or 0; null where no other rollout is given, or where the skill cannot be measured.
  public var trueWins: MetricValue {
    let others = [underShuffled, underHold].compactMap { $0 }
    guard !others.isEmpty else { return .unmeasurable("there is no rollout under other actions") }
    guard let skill = underTrue.value else { return .unmeasurable(underTrue.note ?? "the skill cannot be measured") }
    let margins = others.compactMap(\.value).map { skill - $0 }
    guard margins.count == others.count else { return .unmeasurable("a skill under other actions has no value") }
    return MetricValue(margins.allSatisfy { $0 > 0 } ? 1 : 0, details: ["least_margin": margins.min() ?? .nan])
  }

  /// Under the names that JSON and SQLite use.
  public var metrics: [MetricName: MetricValue] {
    var all: [MetricName: MetricValue] = [.sensitivityTrue: underTrue, .trueWins: trueWins]
    all[.sensitivityShuffled] = underShuffled
    all[.sensitivityZero] = underHold
    return all
  }
}
