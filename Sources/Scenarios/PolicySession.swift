import Diagnostics
import Episodes
import Policies
import Scoring
import Simulation

/// One policy in one episode, in the simulator or in the model: it is shown frames and answers with targets.
///
/// It sees frames, or what the readout finds in them, and its own last targets; never the simulator's state.
public final class PolicySession {
  /// A tool target: metres, radians of the roll joint, metres of each finger from closed; the hand points down.
  static let toolNames = ["x", "y", "z", "roll", "gripper"]

  private let start: PolicyStart
  private let program: PolicyProgram
  private let client: PolicyClient
  private var tracker: ObjectTracker
  /// The targets at the frames that were not yet shown.
  private var targets: [[Float]]
  private var shown = 0
  private let skipped: Int
  /// frames after the context × objects, metres: where the readout finds them.
  public private(set) var path: [[SIMD3<Double>?]] = []

  /// - Parameters:
  ///   - targets: those of the frames that it is shown first; nil: the context's, held.
  ///   - skipped: frames of the episode that are not among those.
  ///   - cancellation: ends what is waited for, with `Interrupted`.
  public init(
    _ program: PolicyProgram, _ start: PolicyStart, targets: [[Float]]? = nil, skipped: Int = 0,
    cancellation: Cancellation? = nil
  ) throws {
    (self.start, self.program, self.skipped) = (start, program, skipped)
    client = try PolicyClient(program, start.greeting(program), cancellation: cancellation)
    tracker = start.tracker
    self.targets = targets ?? [[Float]](repeating: start.held, count: start.scenario.context)
  }

  /// The next `chunk` targets, within the actuators' limits.
  ///
  /// - Parameter clips: the frames since the last call, one clip a camera; at first the context's.
  public func act(on clips: [Clip]) throws -> [[Float]] {
    let places = see(clips)
    let newest = Dictionary(zip(tracker.objects, places), uniquingKeysWith: { first, _ in first })
    let rows = try client.next(
      frame: skipped + shown - 1, frames: client.observesFrames ? Self.bytes(clips) : [], targets: targets,
      objects: newest,
      tool: tool(targets[targets.count - 1]))
    targets = rows.map(joints)
    return targets
  }

  /// Shows the last frames, for which no more action is wanted, and ends the episode.
  func finish(_ clips: [Clip]) throws {
    _ = see(clips)
    try client.finish()
  }

  /// Where objects are in the newest frame.
  private func see(_ clips: [Clip]) -> [SIMD3<Double>?] {
    let found = tracker.follow(clips)
    if shown > 0 { path += found }
    shown += found.count
    return found.last ?? []
  }

  /// Of (T, V, H, W, 3).
  private static func bytes(_ clips: [Clip]) -> [UInt8] {
    (0..<clips[0].frames).flatMap { t in clips.flatMap { $0.frame(t) } }
  }

  private func joints(_ row: [Float]) -> [Float] {
    guard client.actions == .tool, let kinematics = start.kinematics else { return clamped(row) }
    let numbers = row.map(Double.init)
    let pose = ArmPose(
      tip: SIMD3(numbers[0], numbers[1], numbers[2]), roll: numbers[3], gripper: numbers[4])
    return clamped(kinematics.nearestTargets(pose).map { Float($0) })
  }

  private func clamped(_ row: [Float]) -> [Float] {
    zip(row, start.world.actuators).map { min(max($0, Float($1.lower)), Float($1.upper)) }
  }

  private func tool(_ targets: [Float]) -> [Double]? {
    guard let kinematics = start.kinematics else { return nil }
    let numbers = targets.map(Double.init)
    let tip = kinematics.tip(numbers)
    return [tip.x, tip.y, tip.z, numbers[4], numbers[5]]
  }

  /// Whether the goal is reached at the end, as the readout sees it; nil without a goal.
  public var reachesGoal: Bool? {
    program.goal.map { goal in
      guard let o = tracker.objects.firstIndex(of: goal.object) else { return false }
      return goal.isReached(atEndOf: path.suffix(PolicyGoal.frames(rate: start.contract.rate)).map { $0[o] })
    }
  }
}
