/// What the numbers of an action mean, kept in every data set and every checkpoint.
///
/// A model refuses data whose contract differs and says which dimension and how: the loudest complaint about
/// published world models is that actions of another convention were accepted in silence.
public struct ActionContract: Codable, Equatable, Sendable {
  /// How one dimension acts on the robot.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case jointPosition = "absolute_joint_position"
    case jointDelta = "joint_delta"
    case jointVelocity = "joint_velocity"
    case endEffectorPose = "end_effector_pose"
    case endEffectorDelta = "end_effector_delta"
    case gripper
    case cameraMotion = "camera_motion"
    case unknown
  }

  /// What happens to a value outside q01…q99 widened by `margin`.
  public enum ClampPolicy: String, Codable, Sendable, CaseIterable {
    case clamp
    case warn
  }

  public struct Dimension: Codable, Equatable, Sendable {
    public var name: String
    /// `rad`, `m`, `rad/s`, `fraction`, … or empty where unknown.
    public var unit: String
    public var kind: Kind
    /// Only for grippers: +1 where larger opens, −1 where larger closes.
    public var opens: Int?
    /// The 1% and 99% quantiles over the training episodes.
    public var q01: Double
    public var q99: Double
    /// Hard limits of the actuator, where known.
    public var lower: Double?
    public var upper: Double?
    /// How far apart the values are that a network is told as -1 and 1, about the middle of q01…q99; nil: q01 and q99
    /// themselves. A wider one keeps a joint small that hardly moves, so that its trembling tells no recording from another.
    public var span: Double?

    public init(
      name: String, unit: String, kind: Kind, opens: Int? = nil, q01: Double, q99: Double,
      lower: Double? = nil, upper: Double? = nil, span: Double? = nil
    ) {
      self.name = name
      self.unit = unit
      self.kind = kind
      self.opens = opens
      self.q01 = q01
      self.q99 = q99
      self.lower = lower
      self.upper = upper
      self.span = span
    }
  }

  /// The robot, in the data's own words.
  public var robot: String
  /// Frame of reference for poses and deltas: `base`, `world`, `joint`, …
  public var frame: String
  /// Rotation convention where a dimension rotates: `none`, `euler_xyz`, `quaternion_wxyz`, …
  public var rotation: String
  /// Actions a second.
  public var rate: Double
  public var clamp: ClampPolicy
  public var dimensions: [Dimension]
  /// Where the numbers come from if nobody recorded them as actions: `next_state`.
  public var origin: String?

  public init(
    robot: String, frame: String, rotation: String, rate: Double, clamp: ClampPolicy, dimensions: [Dimension],
    origin: String? = nil
  ) {
    self.robot = robot
    self.frame = frame
    self.rotation = rotation
    self.rate = rate
    self.clamp = clamp
    self.dimensions = dimensions
    self.origin = origin
  }

  public var width: Int { dimensions.count }
}
