import Diagnostics
import Episodes

/// What a scripted policy should do; whatever is nil is drawn from the seed.
public struct PolicySpec: Codable, Equatable, Sendable {
  public enum Name: String, Codable, Sendable, CaseIterable {
    case push
    case pickPlace = "pick_place"
    case reach
    case random
    /// Keeps the arm where it is.
    case hold
    /// Moves a camera rig about.
    case orbit
  }

  /// What the arm can do: metres, metres, m/s and seconds.
  public static let distances = 0.01...0.4
  public static let lifts = 0.02...0.2
  public static let speeds = 0.02...0.6
  public static let delays = 0.0...60.0
  /// What a camera rig can do, rad/s.
  public static let paces = 0.02...4.0

  public var name: Name
  /// The object acted on.
  public var object: String?
  /// The object that a push drives the other one into.
  public var into: String?
  /// A push that passes beside the object.
  public var miss: Bool?
  /// Of a push, in degrees from +x (away from the base) towards +y.
  public var direction: Double?
  /// Of a push, metres.
  public var distance: Double?
  /// Where a pick is put down, or the end of a push: x, y in metres.
  public var target: [Double]?
  /// How high a pick is lifted, metres.
  public var lift: Double?
  /// Mean speed of the tip, m/s; of an orbit, the pace of the rig's first joint, rad/s.
  public var speed: Double?
  /// Seconds at rest before the action.
  public var startDelay: Double?
  /// Whether another goal follows the first, which is the default.
  public var repeats: Bool?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name = "policy"
    case object, into, miss, direction, distance, target, lift, speed
    case startDelay = "start_delay"
    case repeats
  }

  public init(_ name: Name, object: String? = nil) {
    self.name = name
    self.object = object
  }

  /// The keys a scenario may use.
  public static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Whether a particular thing is asked for, so that doing another instead would be wrong.
  var isScripted: Bool { object != nil || into != nil || target != nil || direction != nil }

  public func validate(_ world: World) throws {
    for name in [object, into].compactMap({ $0 }) { _ = try world.object(named: name) }
    if let object, object == into { throw UserError("\"\(object)\" cannot be pushed into itself", at: "into") }
    if let target, target.count != 2 { throw UserError("needs x and y, not \(target.count) numbers", at: "target") }
    try Self.check(distance, Self.distances, "distance", "m")
    try Self.check(lift, Self.lifts, "lift", "m")
    if name == .orbit {
      try Self.check(speed, Self.paces, "speed", "rad/s")
      try OrbitPolicy.validate(world)
    } else {
      try Self.check(speed, Self.speeds, "speed", "m/s")
    }
    try Self.check(startDelay, Self.delays, "start_delay", "s")
    if (name == .push || name == .pickPlace) && world.objects.isEmpty {
      throw UserError("\(name.rawValue) needs an object, and the world has none", at: world.source)
    }
  }

  private static func check(_ value: Double?, _ range: ClosedRange<Double>, _ place: String, _ unit: String) throws {
    guard let value, !range.contains(value) else { return }
    throw UserError("\(value) is outside \(range.lowerBound)–\(range.upperBound) \(unit)", at: place)
  }
}
