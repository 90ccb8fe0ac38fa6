import Diagnostics
import Episodes
import Foundation
import Policies
import Scoring
import Simulation
import WorldModel

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

  /// What the predictor is told besides frames and actions; nil: nothing.
  var told: [String]? {
    predictor.reprojects && truth.camerasMove
      ? ["the cameras' poses", "the depth of the last given frame"] : nil
  }

  /// Predictions of the samples, in the order of the seeds.
  ///
  /// - Parameter piece: called as soon as frames are there, in time's order.
  public func samples(_ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void) throws -> [Prediction] {
    if case .policy(let program) = scenario.actions { return try attempts(program, &timing, piece: piece) }
    let views = try views()
    let sequences = scenario.sampler.seeds.map { seed in
      PredictionRequest.Sequence(actions: truth.main.actions, seed: seed, views: views.isEmpty ? nil : 0)
    }
    return try run(sequences, views, &timing, piece: piece)
  }

  /// Samples in which the policy acts on what is predicted.
  private func attempts(
    _ program: PolicyProgram, _ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void
  ) throws -> [Prediction] {
    guard case .world(let url, _, _) = scenario.truth else {
      preconditionFailure("a policy without a world in \(scenario.file.path)")
    }
    try predictor.requireChunk(program.chunk, at: scenario.file.path)
    let start = try PolicyStart(scenario, world: World(file: url.path), episode: truth.main)
    let seeds = scenario.sampler.seeds
    let sessions = try seeds.map { _ in try PolicySession(program, start) }
    return try gather(seeds.count) { take in
      try PolicyAttempt(start).predict(sessions, noise: seeds, with: predictor, timing: &timing) { part in
        take(part)
        try piece(part)
      }
    }
  }

  /// Rollouts with the first seed's noise under the counterfactuals' actions.
  public func counterfactuals(_ timing: inout PredictionTiming) throws -> [Counterfactual: Prediction] {
    var kinds = Counterfactual.allCases.filter { truth.actions(under: $0) != nil }
    // Where nobody knows what moving cameras would see, a model that is used to being told cannot be asked.
    if told != nil { kinds.removeAll { truth.counterfactuals[$0] == nil } }
    guard !kinds.isEmpty else { return [:] }
    var views: [PredictionRequest.CameraViews] = []
    let sequences = try kinds.map { kind in
      var sequence = PredictionRequest.Sequence(
        actions: truth.actions(under: kind) ?? [], seed: scenario.sampler.seeds[0])
      if predictor.reprojects, let other = truth.counterfactuals[kind],
        let own = try truth.cameraViews(along: other, of: scenario)
      {
        sequence.views = views.count
        views.append(own)
      }
      return sequence
    }
    let predictions = try run(sequences, views, &timing) { _ in }
    return Dictionary(uniqueKeysWithValues: zip(kinds, predictions))
  }

  /// What cameras see that move as the scenario's own do, where the predictor wants to know.
  private func views() throws -> [PredictionRequest.CameraViews] {
    guard predictor.reprojects, let views = try truth.cameraViews(along: truth.main, of: scenario) else { return [] }
    if case .recording = scenario.truth, scenario.actions != .recorded {
      throw UserError(
        "nobody recorded where the cameras go under other actions, and the model needs to know", at: scenario.file.path,
        fix: "Write `actions: recorded`, or use a model without `reprojects`")
    }
    return [views]
  }

  private func run(
    _ sequences: [PredictionRequest.Sequence], _ seen: [PredictionRequest.CameraViews],
    _ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void
  ) throws -> [Prediction] {
    let views = truth.main.views
    let contexts = try views.map { view in
      try Clip(frames: truth.main.frames, height: view.height, width: view.width, bytes: view.rgb)[0..<scenario.context]
    }
    let request = PredictionRequest(
      context: contexts, sequences: sequences, views: seen, horizon: scenario.horizon, steps: scenario.sampler.steps)
    return try gather(sequences.count) { take in
      try predictor.predict(request, timing: &timing) { part in
        try Interrupt.check()
        take(part)
        try piece(part)
      }
    }
  }

  /// Predictions of the pieces that `make` hands on.
  private func gather(_ count: Int, _ make: ((PredictedPiece) -> Void) throws -> Void) throws -> [Prediction] {
    let views = truth.main.views
    var frames = [[[UInt8]]](repeating: views.map { _ in [] }, count: count)
    try make { part in
      for t in 0..<part.clip.frames {
        part.clip.withFrame(t) { frames[part.sequence][part.camera].append(contentsOf: $0) }
      }
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
