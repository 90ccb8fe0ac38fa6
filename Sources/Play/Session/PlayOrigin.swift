import Diagnostics
import Episodes
import Foundation
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

  /// The start of a scenario, the robot keeping still over the context.
  ///
  /// - Parameter model: instead of the scenario's.
  public init(_ scenario: Scenario, model: ModelSource? = nil) throws {
    var scenario = scenario
    if let model { scenario.model = model }
    try self.init(scenario, actions: nil, given: scenario.context, title: scenario.name)
  }

  /// A moment of a finished run: what led there is the run's truth, what follows is the user's.
  ///
  /// - Parameters:
  ///   - frame: of the run, counted from 0; nil: the last one that the run's model was given.
  ///   - records: where truth is kept between runs.
  public init(run: RunRecord, frame: Int?, records: URL, model: ModelSource? = nil) throws {
    var scenario = try Scenario(file: URL(fileURLWithPath: run.scenarioPath))
    guard scenario.hash == run.scenarioHash else {
      throw UserError(
        "the scenario has changed since the run", at: run.scenarioPath, fix: "Run it again, or restore the file")
    }
    if let model { scenario.model = model }
    let frame = frame ?? scenario.context - 1
    guard (0..<scenario.frames).contains(frame) else {
      throw UserError("the run has no frame \(frame)", at: "--frame", fix: "Its frames are 0 to \(scenario.frames - 1)")
    }
    let truth = try TruthRecorder(cache: records).truth(for: scenario).set
    let known = Array(truth.main.actions.prefix(frame))
    try self.init(scenario, actions: known, given: frame + 1, title: "\(scenario.name) from frame \(frame)")
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
}
