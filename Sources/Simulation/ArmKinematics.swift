import CMuJoCo
import Diagnostics
import Foundation

/// Where a hand that points straight down should be.
public struct ArmPose: Equatable, Sendable, Codable {
  /// The tool's tip, metres.
  public var tip: SIMD3<Double>
  /// Angle of the roll joint, radians.
  public var roll: Double
  /// Travel of each finger from closed, metres.
  public var gripper: Double

  public init(tip: SIMD3<Double>, roll: Double, gripper: Double) {
    (self.tip, self.roll, self.gripper) = (tip, roll, gripper)
  }
}

/// Closed-form kinematics of an arm with joints yaw (vertical), shoulder, elbow, pitch (parallel, in the arm's plane)
/// and roll (along the hand), and a gripper; lengths come from the world file.
///
/// Targets are ordered yaw, shoulder, elbow, pitch, roll (radians), gripper (metres).
public struct ArmKinematics: Sendable {
  public static let targetNames = ["yaw", "shoulder", "elbow", "pitch", "roll", "gripper"]

  /// Height of the shoulder's axis above the table, metres.
  public let shoulderHeight: Double
  public let upperLength: Double
  public let foreLength: Double
  /// From the pitch axis to the tip, metres.
  public let handLength: Double
  public let limits: [ClosedRange<Double>]

  /// - Throws: a `UserError` where the world has no arm of this build.
  public init(_ world: World) throws {
    guard world.actuators.map(\.name) == Self.targetNames else {
      throw UserError(
        "the world's actuators are \(world.actuators.map(\.name).joined(separator: ", "))", at: world.source,
        fix: "Scripted policies need an arm with \(Self.targetNames.joined(separator: ", "))")
    }
    let height = { (body: String) throws -> Double in
      let index = Int(mj_name2id(world.model, Int32(mjOBJ_BODY.rawValue), body))
      guard index >= 0 else { throw UserError("the arm has no body \"\(body)\"", at: world.source) }
      return world.model.pointee.body_pos[3 * index + 2]
    }
    let tip = Int(mj_name2id(world.model, Int32(mjOBJ_SITE.rawValue), "tip"))
    guard tip >= 0 else { throw UserError("the arm has no site \"tip\"", at: world.source) }
    shoulderHeight = try height("base") + height("turret") + height("upper")
    upperLength = try height("fore")
    foreLength = try height("wrist")
    handLength = try height("hand") + world.model.pointee.site_pos[3 * tip + 2]
    limits = world.actuators.map { $0.lower...$0.upper }
  }

  /// The targets that put the tip there, or nil where it is out of reach or a joint would pass its limit.
  public func targets(_ pose: ArmPose) -> [Double]? {
    let (targets, exact) = solve(pose)
    guard exact, zip(targets, limits).allSatisfy({ $1.contains($0) }) else { return nil }
    return targets
  }

  public func reaches(_ tip: SIMD3<Double>) -> Bool { targets(ArmPose(tip: tip, roll: 0, gripper: 0)) != nil }

  /// The targets clamped to the joints' limits, and to the nearest reachable distance.
  public func nearestTargets(_ pose: ArmPose) -> [Double] {
    zip(solve(pose).targets, limits).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  private func solve(_ pose: ArmPose) -> (targets: [Double], exact: Bool) {
    // The wrist in the arm's plane, seen from the shoulder: (outward, up).
    let out = (pose.tip.x * pose.tip.x + pose.tip.y * pose.tip.y).squareRoot()
    let up = pose.tip.z + handLength - shoulderHeight
    let span = (out * out + up * up).squareRoot()
    let distance = min(max(span, abs(upperLength - foreLength)), upperLength + foreLength)
    let cosine =
      (distance * distance - upperLength * upperLength - foreLength * foreLength) / (2 * upperLength * foreLength)
    let elbow = acos(min(max(cosine, -1), 1))
    let shoulder = atan2(out, up) - atan2(foreLength * sin(elbow), upperLength + foreLength * cos(elbow))
    let targets = [atan2(pose.tip.y, pose.tip.x), shoulder, elbow, .pi - shoulder - elbow, pose.roll, pose.gripper]
    return (targets, distance == span)
  }

  /// Forward kinematics: the tip (metres) for any joint targets, the hand pointing down or not.
  public func tip(_ targets: [Double]) -> SIMD3<Double> {
    let (a, b) = (targets[1], targets[1] + targets[2])
    let c = b + targets[3]
    let out = upperLength * sin(a) + foreLength * sin(b) + handLength * sin(c)
    let up = shoulderHeight + upperLength * cos(a) + foreLength * cos(b) + handLength * cos(c)
    return SIMD3(out * cos(targets[0]), out * sin(targets[0]), up)
  }

  /// Height of the wrist's axis, metres.
  public func wristHeight(_ targets: [Double]) -> Double {
    shoulderHeight + upperLength * cos(targets[1]) + foreLength * cos(targets[1] + targets[2])
  }

  /// The roll that turns the fingers' opening direction to `angle` (radians, world) at this tip, nearest to zero among
  /// the turns by `symmetry`.
  public func roll(fingersAlong angle: Double, at tip: SIMD3<Double>, symmetry: Double) -> Double {
    // Seen from above the hand is upside down: the fingers lie at yaw + 90° − roll.
    let roll = atan2(tip.y, tip.x) + .pi / 2 - angle
    return roll - (roll / symmetry).rounded() * symmetry
  }
}
