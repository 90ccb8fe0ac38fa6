import Diagnostics
import Episodes
import Foundation
import Media
import RunStore
import Scenarios
import Simulation

/// Where driving sets out: a world at its start, and the actions that lead to the last given frame.
public struct PlayOrigin: Sendable {
  public let scenario: Scenario
  public let world: World
  public let seed: UInt64
  public let initial: InitialPlacement
  /// Of the given frames but the last; nil: the robot keeps still.
  let actions: [[Float]]?
  /// Frames that the model is given.
  public let given: Int
  public let title: String
  /// Frames that a run predicted and that the model is given instead of the truth: camera, then frame from `context` on,
  /// then the bytes of its pixels.
  var predicted: [[[UInt8]]] = []

  /// The start of a scenario, the robot keeping still over the context.
  ///
  /// - Parameter model: instead of the scenario's.
  public init(_ scenario: Scenario, model: ModelSource? = nil) throws {
    var scenario = scenario
    if let model { scenario.model = model }
    try self.init(scenario, actions: nil, given: scenario.context, title: scenario.name)
  }

  /// A moment of a finished run: what led there is the run's truth, or what one of its samples predicted; what follows
  /// is the user's.
  ///
  /// - Parameters:
  ///   - frame: of the run, counted from 0; nil: the last one that the run's model was given.
  ///   - sample: the model is given what this sample predicted, from 0; nil: the truth. The simulator always goes on
  ///     from the truth.
  ///   - scenario: as the run's suite drew it; nil: as its file says.
  ///   - records: where truth is kept between runs.
  ///   - model: instead of the run's.
  public init(
    run: RunRecord, scenario known: Scenario? = nil, frame: Int?, sample: Int? = nil, records: URL,
    model: ModelSource? = nil
  ) throws {
    var scenario = try known ?? Scenario(file: URL(fileURLWithPath: run.scenarioPath))
    guard scenario.hash == run.scenarioHash else {
      throw UserError(
        "the scenario has changed since the run", at: run.scenarioPath, fix: "Run it again, or restore the file")
    }
    scenario.model = try model ?? ModelSource(argument: run.modelPath)
    let frame = frame ?? scenario.context - 1
    guard (0..<scenario.frames).contains(frame) else {
      throw UserError("the run has no frame \(frame)", at: "--frame", fix: "Its frames are 0 to \(scenario.frames - 1)")
    }
    if case .policy = scenario.actions, sample != nil {
      throw UserError(
        "a policy's samples had actions of their own, which are not kept", at: "--sample",
        fix: "Leave it out: driving goes on from the truth")
    }
    let (truth, _, hash) = try TruthRecorder(cache: records).truth(for: scenario)
    guard hash == run.dataHash else {
      throw UserError(
        "its truth comes out otherwise than in the run: the world or the policy has changed", at: run.scenarioPath,
        fix: "Run it again")
    }
    let known = Array(truth.main.actions.prefix(frame))
    let place = sample.map { "frame \(frame) of sample \($0 + 1)" } ?? "frame \(frame)"
    try self.init(scenario, actions: known, given: frame + 1, title: "\(scenario.name) from \(place)")
    if let sample {
      predicted = try Self.predictions(of: run, sample: sample, count: frame + 1 - scenario.context, scenario)
    }
  }

  private init(_ scenario: Scenario, actions: [[Float]]?, given: Int, title: String) throws {
    guard case .world(let url, let seed, let initial) = scenario.truth else {
      throw UserError(
        "predicts a recording, which no simulator can go on with", at: scenario.file.path,
        fix: "Choose a scenario with `world:`")
    }
    world = try World(file: url.path)
    (self.scenario, self.seed, self.initial) = (scenario, seed, initial)
    (self.actions, self.given, self.title) = (actions, given, title)
  }

  /// The first `count` frames that a sample predicted: camera, frame, bytes.
  private static func predictions(
    of run: RunRecord, sample: Int, count: Int, _ scenario: Scenario
  ) throws -> [[[UInt8]]] {
    let samples = scenario.sampler.seeds.count
    guard (0..<samples).contains(sample) else {
      throw UserError("the run has no sample \(sample + 1)", at: "--sample", fix: "Its samples are 1 to \(samples)")
    }
    guard count > 0 else {
      throw UserError(
        "nothing was predicted by that frame", at: "--sample", fix: "Give --frame \(scenario.context) or later")
    }
    let folder = URL(fileURLWithPath: run.folder).appendingPathComponent("predictions")
    return try scenario.cameras.map { camera in
      let file = folder.appendingPathComponent(RunFolder.name(sample: sample, camera: camera)).path
      let reader = try VideoReader(file)
      return try (0..<count).map { try reader.frame($0).pixels }
    }
  }
}
