import Diagnostics
import Episodes
import Foundation

/// How an episode starts; whatever is nil is drawn from the seed.
public struct InitialPlacement: Codable, Equatable, Sendable {
  /// Where an object is: standing on the table, unless it hangs in the air or moves as the episode starts.
  public struct ObjectPlace: Codable, Equatable, Sendable {
    /// Metres.
    public var x, y: Double
    /// Height of the centre, metres; nil: resting on the table.
    public var z: Double?
    /// Degrees about the vertical.
    public var yaw: Double?
    /// m/s along x, y and z at frame 0.
    public var velocity: [Double]?

    public init(x: Double, y: Double, z: Double? = nil, yaw: Double? = nil, velocity: [Double]? = nil) {
      (self.x, self.y, self.z, self.yaw, self.velocity) = (x, y, z, yaw, velocity)
    }

    /// Set in motion at frame 0 rather than settled before it.
    var isReleased: Bool { z != nil || velocity != nil }
  }

  /// Metres from the origin within which a place makes sense: centimetres taken for metres do not.
  public static let table = -3.0...3.0

  /// The start range to draw from, in a world that has some; nil: the one for training.
  public var range: String?
  public var objects: [String: ObjectPlace]?
  /// The tip's place in metres, the hand pointing down.
  public var tip: [Double]?
  /// Absolute joint targets, in the order of the actuators; wins over `tip`.
  public var joints: [Double]?

  public init(
    range: String? = nil, objects: [String: ObjectPlace]? = nil, tip: [Double]? = nil, joints: [Double]? = nil
  ) {
    (self.range, self.objects, self.tip, self.joints) = (range, objects, tip, joints)
  }

  /// Checks names, counts and reach, so that a mistake is found before anything runs.
  public func validate(_ world: World) throws {
    try world.requireStartRange(range)
    for (name, place) in (objects ?? [:]).sorted(by: { $0.key < $1.key }) {
      let object = try world.object(named: name)
      guard !object.isHinged else {
        throw UserError(
          "hangs on a hinge and cannot be put elsewhere", at: "objects.\(name)", fix: "Leave it to the seed")
      }
      guard world.starts?.things.contains(where: { $0.name == name }) != false else {
        throw UserError(
          "is no thing of the world's start ranges", at: "objects.\(name)", fix: "List it there, or leave it")
      }
      if let velocity = place.velocity, velocity.count != 3 {
        throw UserError("needs 3 numbers, not \(velocity.count)", at: "objects.\(name).velocity")
      }
    }
    if let joints, joints.count != world.actuators.count {
      throw UserError("\(joints.count) joint targets for \(world.actuators.count) actuators", at: "joints")
    }
    for (actuator, value) in zip(world.actuators, joints ?? []) where !(actuator.lower...actuator.upper).contains(value)
    {
      throw UserError("\(actuator.name) is \(value), outside \(actuator.lower)–\(actuator.upper)", at: "joints")
    }
    guard let tip else { return }
    guard tip.count == 3 else { throw UserError("needs x, y and z, not \(tip.count) numbers", at: "tip") }
    guard try ArmKinematics(world).reaches(SIMD3(tip[0], tip[1], tip[2])) else {
      throw UserError("\(tip) is out of the arm's reach", at: "tip", fix: "The arm reaches about 0.36 m from its base")
    }
  }
}
