import Episodes
import Foundation
import Simulation

/// Turns wishes for the hand's motion into joint targets, by the scripted policies' own inverse kinematics.
///
/// The hand points down, as theirs does. A move that would leave the workspace or the arm's reach slides along its
/// border instead.
public struct Teleoperator: Sendable {
  /// Of the tip, m/s: within what scripted policies do.
  public static let tipSpeed = 0.2
  /// Of the roll joint, rad/s.
  public static let turnSpeed = 1.2
  /// Of each finger, m/s.
  public static let gripSpeed = 0.08
  /// Lowest place of the tip, metres: the fingers stay off the table.
  static let floor = 0.012

  private let kinematics: ArmKinematics
  private let workspace = Workspace()
  private let rate: Double
  private let right: SIMD3<Double>
  private let away: SIMD3<Double>
  /// Where the hand is told to be.
  public private(set) var pose: ArmPose

  /// - Parameters:
  ///   - camera: whose left and right the keys follow.
  ///   - targets: what the arm holds now.
  ///   - rate: actions a second.
  public init(_ kinematics: ArmKinematics, camera: Extrinsics, targets: [Double], rate: Double) {
    self.kinematics = kinematics
    self.rate = rate
    let m = camera.worldToCamera
    right = Self.level(SIMD3(m[0], m[1], 0), otherwise: SIMD3(0, 1, 0))
    away = Self.level(SIMD3(m[8], m[9], 0), otherwise: SIMD3(-1, 0, 0))
    pose = Self.pose(kinematics, targets)
  }

  /// The next targets.
  public mutating func action(_ intent: DriveIntent) -> [Double] {
    let step = Self.tipSpeed / rate
    let moves = [
      right * (intent.tip.x * step), away * (intent.tip.y * step), SIMD3(0, 0, intent.tip.z * step),
    ]
    let whole = moves[0] + moves[1] + moves[2]
    if !advance(by: whole) { for move in moves where move != .zero { _ = advance(by: move) } }
    turn(by: intent.turn * Self.turnSpeed / rate)
    let most = kinematics.limits[5]
    pose.gripper = min(max(pose.gripper + intent.grip * Self.gripSpeed / rate, most.lowerBound), most.upperBound)
    return kinematics.nearestTargets(pose)
  }

  /// Goes on from targets that someone else gave.
  public mutating func follow(_ targets: [Double]) { pose = Self.pose(kinematics, targets) }

  private mutating func advance(by move: SIMD3<Double>) -> Bool {
    guard move != .zero else { return true }
    var next = pose
    next.tip += move
    // An arm that starts outside may come in.
    let isAllowed = allows(next.tip) || !allows(pose.tip)
    guard isAllowed, kinematics.targets(next) != nil else { return false }
    pose = next
    return true
  }

  private func allows(_ tip: SIMD3<Double>) -> Bool { workspace.allows(tip: tip) && tip.z >= Self.floor }

  private mutating func turn(by angle: Double) {
    let range = kinematics.limits[4]
    // The hand is upside down: anticlockwise from above is a falling angle.
    pose.roll = min(max(pose.roll - angle, range.lowerBound), range.upperBound)
  }

  private static func pose(_ kinematics: ArmKinematics, _ targets: [Double]) -> ArmPose {
    ArmPose(tip: kinematics.tip(targets), roll: targets[4], gripper: targets[5])
  }

  private static func level(_ v: SIMD3<Double>, otherwise: SIMD3<Double>) -> SIMD3<Double> {
    let length = (v * v).sum().squareRoot()
    return length > 1e-3 ? v / length : otherwise
  }
}
