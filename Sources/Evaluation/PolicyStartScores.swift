import Scenarios

/// What a suite of policies keeps of one start; the store holds it as JSON until the suite is finished.
struct PolicyStartScores: Codable, Sendable {
  /// One policy's attempts from this start. Successes are 0 or 1, the model's the mean over the sampler's seeds.
  struct Attempt: Codable, Sendable {
    var policy: String
    var simulator: Double
    var model: Double
    /// By the simulator's own state: what the readout should have said.
    var state: Double
  }

  var task: String
  var start: String
  /// Attempts of each policy in the model.
  var samples: Int
  var attempts: [Attempt]
  var seconds: SuiteResult.Seconds
}
