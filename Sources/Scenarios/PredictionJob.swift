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

  /// Predictions of the samples, in the order of the seeds.
  ///
  /// - Parameter piece: called as soon as frames are there, in time's order.
  public func samples(_ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void) throws -> [Prediction] {
    if case .policy(let program) = scenario.actions { return try attempts(program, &timing, piece: piece) }
    let seen = try seen(along: truth.main)
    let sequences = scenario.sampler.seeds.map { seed in
      PredictionRequest.Sequence(actions: truth.main.actions, seed: seed, seen: seen)
    }
    return try run(sequences, &timing, piece: piece)
  }

  /// Samples in which the policy acts on what is predicted.
  private func attempts(
    _ program: PolicyProgram, _ timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void
  ) throws -> [Prediction] {
    guard case .world(let url, _, _) = scenario.truth else {
      preconditionFailure("a policy without a world in \(scenario.file.path)")
    }
    try predictor.requireChunk(program.chunk, at: scenario.file.path)
    let world = try World(file: url.path)
    guard !(predictor.reprojects && world.actuators.contains(where: \.movesCamera)) else {
      throw UserError(
        "the model needs to know beforehand where the cameras go, and a policy decides that as it goes",
        at: scenario.file.path, fix: "Give its actions as a script, a list or a file")
    }
    let start = try PolicyStart(scenario, world: world, episode: truth.main)
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
    let kinds = Counterfactual.allCases.filter { truth.actions(under: $0) != nil }
    guard !kinds.isEmpty else { return [:] }
    let sequences = try kinds.map { kind in
      PredictionRequest.Sequence(
        actions: truth.actions(under: kind) ?? [], seed: scenario.sampler.seeds[0],
        seen: try truth.counterfactuals[kind].flatMap(seen))
    }
    let predictions = try run(sequences, &timing) { _ in }
    return Dictionary(uniqueKeysWithValues: zip(kinds, predictions))
  }

  /// What the context shows from where the cameras of an episode go, where the model wants to know and they move.
  ///
  /// - Throws: `UserError` where that cannot be known.
  private func seen(along episode: Episode) throws -> [Clip]? {
    let poses = episode.views.map { $0.extrinsics ?? [] }
    guard predictor.reprojects, poses.contains(where: CameraPath.moves) else { return nil }
    guard let cache = PointCache(truth.main.views, frame: scenario.context - 1) else {
      throw UserError(
        "the cameras move, and the model needs the depth that they see", at: scenario.file.path,
        fix: "Use a data set that was recorded with --channels all, or a model without `reprojects`")
    }
    return try episode.views.enumerated().map { camera, view in
      try Clip(
        frames: scenario.frames, height: view.height, width: view.width,
        bytes: cache.pictures(camera: camera, from: Array(poses[camera][0..<scenario.frames])))
    }
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
