import Diagnostics
import Foundation
import Scoring

/// Times the scores of one prediction, with everything that is worked out of its truth first.
///
/// What is scored is the scenario's second take: objects are there and move, so nothing is skipped.
public struct ScoringBenchmark {
  private let truth: Truth
  private let prediction: Prediction

  /// - Parameter cache: where the scenario's truth is recorded, or was.
  /// - Throws: `UserError` where the scenario has no second take.
  public init(_ scenario: Scenario, cache: URL) throws {
    let set = try TruthRecorder(cache: cache).truth(for: scenario).set
    guard let take = set.secondTakes.first else {
      throw UserError("has no second take to be scored", at: scenario.file.path, fix: "Choose a scenario with a world")
    }
    truth = try RunScores.truth(set, context: scenario.context)
    prediction = try Truth(episode: take, context: scenario.context).asPrediction
  }

  /// Seconds that the predicted frames show.
  public var shown: Double { Double(truth.horizon) / truth.rate }

  /// Seconds that all scores of one prediction take.
  public func time() throws -> Double {
    let begin = ContinuousClock.now
    let scorer = try Scorer(truth: truth, options: ScoreOptions(ignoresGate: true))
    _ = try scorer.scores(prediction)
    return begin.duration(to: .now).seconds
  }
}
