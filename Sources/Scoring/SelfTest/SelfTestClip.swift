import Episodes

/// One episode's scores: of truth, of a second take, and of every corruption that can be made of it.
public struct SelfTestClip: Sendable {
  public var scenario: String
  public var name: String
  /// Whether a camera moves; some corruptions mean something only then.
  public var cameraMoves: Bool
  public var truth: [MetricName: MetricValue]
  public var secondTake: [MetricName: MetricValue]
  public var corrupted: [Corruption: [MetricName: MetricValue]]
  /// D2's scores of made-up samples; empty where truth can place no object.
  public var ensembles: [EnsembleCheck: [MetricName: MetricValue]] = [:]
  /// Whether scoring truth again gave the same bits.
  public var repeats: Bool

  public init(
    scenario: String, name: String, cameraMoves: Bool, truth: [MetricName: MetricValue],
    secondTake: [MetricName: MetricValue], corrupted: [Corruption: [MetricName: MetricValue]], repeats: Bool
  ) {
    (self.scenario, self.name, self.cameraMoves) = (scenario, name, cameraMoves)
    (self.truth, self.secondTake, self.corrupted, self.repeats) = (truth, secondTake, corrupted, repeats)
  }

  /// Scores everything; `given` holds what corruptions need (see `Corruption.need`).
  ///
  /// Throws a `UserError` where the second take or a given prediction does not fit the truth.
  public init(
    _ scorer: Scorer, scenario: String, name: String, secondTake: Truth, given: [Corruption: Prediction] = [:]
  ) throws {
    (self.scenario, self.name) = (scenario, name)
    cameraMoves = scorer.truth.views.contains { $0.extrinsics?.move ?? false }
    truth = try scorer.scores(scorer.truth.asPrediction)
    self.secondTake = try scorer.scores(secondTake.asPrediction)
    corrupted = [:]
    for corruption in Corruption.allCases {
      guard let prediction = try corruption.prediction(of: scorer.truth, given: given) else { continue }
      corrupted[corruption] = try scorer.scores(prediction)
    }
    for check in EnsembleCheck.allCases { ensembles[check] = check.scores(scorer.objects) }
    repeats = truth == (try scorer.scores(scorer.truth.asPrediction))
  }

  /// Whether truth's objects move fast enough for a wrong velocity to show: what creeps at a constant speed has the same
  /// one a frame later, and in another scenario too.
  var objectsMove: Bool { (truth[.velocity]?.details["truth_mps"] ?? 0) > Self.leastSpeed }

  /// Root mean square over objects and frames, m/s.
  private static let leastSpeed = 0.3
}
