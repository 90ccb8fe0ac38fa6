/// One joint of the robot, with one degree of freedom.
public struct Joint: Sendable {
  public var name: String
  /// Addresses in `qpos` and `qvel`.
  var position: Int
  var velocity: Int
  var body: Int
}

/// A body that moves by itself: freely, or swinging about a hinge that nothing drives.
public struct FreeObject: Sendable {
  public enum Shape: String, Sendable { case box, cylinder, sphere, other }

  public var name: String
  public var shape: Shape
  /// The largest distance from its centre seen from above, metres.
  public var radius: Double
  /// Half of what a gripper aligned with it must span, metres.
  public var halfWidth: Double
  /// Height of its centre when it rests as drawn in the file, metres.
  public var restHeight: Double
  public var mass: Double
  /// Hangs on a hinge: `position` and `velocity` then are of one number.
  public var isHinged: Bool
  var body: Int
  /// Addresses in `qpos` and `qvel`.
  var position: Int
  var velocity: Int
}
