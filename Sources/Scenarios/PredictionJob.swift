import Diagnostics
import Episodes
import Foundation
import Scoring

/// The rollouts of one scenario: its samples under the true actions, and one each under other actions.
public struct PredictionJob {
  let scenario: Scenario
  let truth: TruthSet
  let predictor: any VideoPredictor

  public init(scenario: Scenario, truth: TruthSet, predictor: any VideoPredictor) {
    self.scenario = scenario
    self.truth = truth
    self.predictor = predictor
  }

  /// Predictions of the samples, in the order of the seeds.
  ///
  /// - Parameter piece: called as soon as frames are there, in time's order.
  public func samples(_ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void) throws -> [Prediction] {
    try run(scenario.sampler.seeds.map { .init(actions: truth.main.actions, seed: $0) }, &timing, piece: piece)
  }

  /// Rollouts with the first seed's noise under the counterfactuals' actions.
  public func counterfactuals(_ timing: inout PredictionTiming) throws -> [Counterfactual: Prediction] {
    let kinds = Counterfactual.allCases.filter { truth.counterfactuals[$0] != nil }
    guard !kinds.isEmpty else { return [:] }
    let sequences = kinds.map { kind in
      PredictionRequest.Sequence(
        actions: truth.counterfactuals[kind]?.actions ?? [], seed: scenario.sampler.seeds[0])
    }
    let predictions = try run(sequences, &timing) { _ in }
    return Dictionary(uniqueKeysWithValues: zip(kinds, predictions))
  }

  private func run(
    _ sequences: [PredictionRequest.Sequence], _ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void
  ) throws -> [Prediction] {
    let views = truth.main.views
    let contexts = try views.map { view in
      try Clip(frames: truth.main.frames, height: view.height, width: view.width, bytes: view.rgb)[0..<scenario.context]
    }
    let request = PredictionRequest(
      context: contexts, sequences: sequences, horizon: scenario.horizon, steps: scenario.sampler.steps)
    var frames = sequences.map { _ in views.map { _ in [UInt8]() } }
    try predictor.predict(request, timing: &timing) { part in
      try Interrupt.check()
      for t in 0..<part.clip.frames {
        part.clip.withFrame(t) { frames[part.sequence][part.camera].append(contentsOf: $0) }
      }
      try piece(part)
    }
    return try frames.map { rows in
      Prediction(
        views: try zip(views, rows).map { view, bytes in
          let clip = try Clip(frames: scenario.horizon, height: view.height, width: view.width, bytes: bytes)
          return Prediction.View(camera: view.camera, clip: clip)
        })
    }
  }
}
