import Diagnostics
import Episodes
import Foundation
import Policies
import Scoring
import Simulation

/// Where a policy begins, the same in the simulator and in the model: the context frames, under the targets held.
public struct PolicyStart {
  public let scenario: Scenario
  let world: World
  let seed: UInt64
  let initial: InitialPlacement
  /// The context frames as clips, one a camera.
  let context: [Clip]
  /// The targets that are held until the policy's first action.
  let held: [Float]
  let contract: ActionContract
  /// Nil where the robot is no arm whose tool can be placed.
  let kinematics: ArmKinematics?
  let tracker: ObjectTracker

  /// - Parameter episode: begins with the context's frames, with segmentation.
  /// - Throws: `UserError` where the scenario has no world.
  public init(_ scenario: Scenario, world: World, episode: Episode) throws {
    guard case .world(_, let seed, let initial) = scenario.truth else {
      throw UserError(
        "a policy needs a world: a recording cannot answer to other actions", at: scenario.file.path,
        fix: "Give `world` and `seed`")
    }
    (self.scenario, self.world, self.seed, self.initial) = (scenario, world, seed, initial)
    context = try episode.views.map { view in
      try Clip(frames: episode.frames, height: view.height, width: view.width, bytes: view.rgb)[
        0..<min(scenario.context, episode.frames)]
    }
    guard let held = episode.actions.first else { throw UserError("has no frames", at: scenario.file.path) }
    self.held = held
    contract = world.contract
    kinematics = try? ArmKinematics(world)
    tracker = try ObjectTracker(episode, context: min(scenario.context, episode.frames))
  }

  /// Records the context.
  public init(_ scenario: Scenario, world: World) throws {
    guard case .world(_, let seed, let initial) = scenario.truth else {
      throw UserError("a policy needs a world", at: scenario.file.path)
    }
    let settings = RecordingSettings(
      frames: scenario.context, width: scenario.shape.width, height: scenario.shape.height, cameras: scenario.cameras,
      depth: false)
    let episode = try Recorder(world, settings).record(seed: seed, policy: PolicySpec(.hold), initial: initial)
    try self.init(scenario, world: world, episode: episode)
  }

  /// What a policy is told first.
  func greeting(_ program: PolicyProgram) -> PolicyGreeting {
    PolicyGreeting(
      task: scenario.name, goal: program.goal, seed: seed, rate: contract.rate, chunk: program.chunk,
      context: scenario.context, horizon: scenario.horizon, cameras: scenario.cameras,
      size: [scenario.shape.height, scenario.shape.width],
      actions: contract.dimensions.map { .init(name: $0.name, unit: $0.unit, lower: $0.lower, upper: $0.upper) },
      tool: kinematics == nil ? [] : PolicySession.toolNames, objects: tracker.objects)
  }
}
