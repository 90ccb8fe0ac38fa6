import Diagnostics
import Episodes
import Foundation
import Scenarios
import Scoring
import Simulation
import WorldModel

/// Driving inside a model, the simulator beside it: who drives, which branch, which moment.
///
/// `tick` carries out one action in the simulator and orders its prediction; it never waits for the model. Stays on one
/// thread at a time; what the model answers is on `board`.
public final class PlaySession {
  let origin: PlayOrigin
  let live: LiveWorld
  let contract: ActionContract
  let board: PlayBoard
  let worker: ModelWorker
  public var keys = HeldKeys()
  var tree: BranchTree
  var hand: Teleoperator
  /// Nil while a hand drives.
  var script: (policy: any Policy, name: String, random: EpisodeRandom)?
  /// The user's own program, while that drives.
  var policy: PolicyDriver?
  /// What the model was given, a clip a camera: the frames that a policy is shown first.
  let givenClips: [Clip]
  /// The context, and the targets at the start.
  let context: (episode: Episode, still: [Float])
  public internal(set) var mode = PlayView.Mode.driving
  /// The frame that is shown: the branch's last one, but while an earlier one is looked at.
  var frame: Int
  /// The newest moment that the simulator has drawn, and which frame that is.
  var shown: (live: LiveFrame, frame: Int)
  var truthBudget = TruthBudget()

  /// What is done with a recording when one is asked for.
  public var onRecord: (DriveRecording) -> Void = { _ in }

  /// Shows the model the given frames.
  ///
  /// - Throws: `UserError` where world, cameras or actions are not what the model was trained on, or there is no arm.
  public init(_ origin: PlayOrigin, model: WorldModel) throws {
    let scenario = origin.scenario
    let predictor = WorldModelPredictor(model)
    try predictor.check(
      cameras: scenario.cameras, height: scenario.shape.height, width: scenario.shape.width)
    if case .policy(let program) = scenario.actions {
      try predictor.requireChunk(program.chunk, at: scenario.file.path)
    }
    if predictor.reprojects { try origin.world.requireStill(scenario.cameras, at: scenario.file.path) }
    contract = model.setting.contract
    try contract.require(origin.world.contract, at: scenario.file.path)
    live = try LiveWorld(
      origin.world, seed: origin.seed, initial: origin.initial, cameras: scenario.cameras, width: scenario.shape.width,
      height: scenario.shape.height)
    guard let kinematics = live.kinematics else { throw Self.noArm(origin) }
    self.origin = origin
    let opening = try PlayOpening(origin, live)
    givenClips = opening.clips
    context = (opening.episode, opening.still)
    let start = try LiveRollout(
      model, context: opening.clips, actions: opening.actions, seed: scenario.sampler.seeds[0],
      steps: scenario.sampler.steps)
    board = PlayBoard()
    worker = ModelWorker(
      ModelDesk(start, score: LiveScore(given: opening.truth), given: origin.given, board: board))
    tree = BranchTree(trunk: Branch(id: 0, actions: opening.actions, physics: opening.physics, start: 0))
    hand = Teleoperator(
      kinematics, camera: opening.last.views[0].extrinsics, targets: live.targets, rate: origin.world.rate)
    (frame, shown) = (origin.given - 1, (opening.last, origin.given - 1))
  }

  /// Ends the model's thread and the policy; to be called before the program ends, which takes the thread's libraries away.
  public func close() {
    worker.stop()
    policy?.close()
  }

  private static func noArm(_ origin: PlayOrigin) -> UserError {
    UserError(
      "has no arm with \(ArmKinematics.targetNames.joined(separator: ", ")) to be driven", at: origin.world.source,
      fix: "Try scenarios/tabletop/free.yaml")
  }

  /// Seconds of driving so far: 0 at the last given frame.
  public var time: Double { Double(tree.branch.lastFrame - origin.given + 1) / origin.world.rate }

  /// One action: carried out, and its prediction ordered.
  ///
  /// - Returns: the new frame's number; nil while nothing moves, as while a policy has not answered yet.
  @discardableResult
  public func tick() throws -> Int? {
    if let error = worker.error { throw error }
    if mode == .looking, !keys.active.isEmpty { try branchOff() }
    guard mode == .driving else { return nil }
    guard let next = try nextAction() else {
      try catchUp()
      return nil
    }
    let action = admitted(next)
    // The model sets out first: it has further to go.
    worker.post(.drive(branch: tree.current, actions: drivenActions + [action]))
    try live.advance(action)
    tree.append(action, live.physics)
    frame = tree.branch.lastFrame
    if truthBudget.allows() { try judge() }
    // Asked as soon as its frames are under way, so that little is waited for.
    askPolicy()
    return frame
  }

  /// Waits for the model, so that what is shown depends on no clock.
  public func settle() throws {
    try worker.finish()
    policy?.wait()
  }

  /// The present branch's actions from the last given frame's on.
  var drivenActions: [[Float]] { Array(tree.branch.actions.dropFirst(origin.given - 1)) }

  /// Nil while the policy thinks.
  private func nextAction() throws -> [Double]? {
    if policy != nil { return policyAction() }
    guard var script else { return hand.action(keys.take()) }
    do {
      let action = try script.policy.action(live.present, random: &script.random)
      self.script = script
      return action
    } catch let error as UserError {
      handBack()
      say(error.description, isError: true)
      return live.targets
    }
  }

  /// As the contract has it, in the precision that is stored.
  private func admitted(_ action: [Double]) -> [Float] { contract.admit([action.map { Float($0) }]).actions[0] }
}
