import Episodes

/// What a format's authors say that its actions mean.
public struct ActionConvention: Sendable {
  /// Whether row t's action leads to row t's picture, as in tables whose first action is nothing, or away from it.
  public enum Alignment: Sendable {
    case leadsAway
    case leadsTo
    /// `leadsTo` where every episode begins with an action of zeros.
    case tellByFirstRow
  }

  public var kinds: [ActionContract.Kind]
  public var units: [String]
  public var frame: String
  public var rotation: String
  public var alignment = Alignment.leadsAway
  /// Limits of each dimension, where the format has them.
  public var limits: ClosedRange<Double>?
  /// A whole contract, of a data set that has one.
  public var contract: ActionContract?

  public init(
    kinds: [ActionContract.Kind], units: [String], frame: String, rotation: String,
    alignment: Alignment = .leadsAway, limits: ClosedRange<Double>? = nil, contract: ActionContract? = nil
  ) {
    (self.kinds, self.units, self.frame, self.rotation) = (kinds, units, frame, rotation)
    (self.alignment, self.limits, self.contract) = (alignment, limits, contract)
  }

  /// A tool's position and Euler angles with the gripper: absolute where `isDelta` is false.
  static func tool(isDelta: Bool, metric: Bool, alignment: Alignment = .leadsAway) -> ActionConvention {
    ActionConvention(
      kinds: [ActionContract.Kind](repeating: isDelta ? .endEffectorDelta : .endEffectorPose, count: 6) + [.gripper],
      units: metric ? ["m", "m", "m", "rad", "rad", "rad", "fraction"] : [String](repeating: "", count: 7),
      frame: "base", rotation: "euler_xyz", alignment: alignment)
  }

  static let toolNames = ["x", "y", "z", "roll", "pitch", "yaw", "gripper"]
}
