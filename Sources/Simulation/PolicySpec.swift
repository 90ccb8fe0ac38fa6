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
  }

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
  /// Mean speed of the tip, m/s.
  public var speed: Double?
  /// Seconds at rest before the action.
  public var startDelay: Double?
  /// Whether another goal follows the first; the default for data, not for a scripted scene.
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

  public func validate(_ world: World) throws {
    for name in [object, into].compactMap({ $0 }) { _ = try world.object(named: name) }
    if let object, object == into { throw UserError("\"\(object)\" cannot be pushed into itself", at: "into") }
    if let target, target.count != 2 { throw UserError("needs x and y, not \(target.count) numbers", at: "target") }
    try Self.check(distance, 0.01...0.4, "distance", "m")
    try Self.check(lift, 0.02...0.2, "lift", "m")
    try Self.check(speed, 0.02...0.6, "speed", "m/s")
    try Self.check(startDelay, 0...60, "start_delay", "s")
    if (name == .push || name == .pickPlace) && world.objects.isEmpty {
      throw UserError("\(name.rawValue) needs an object, and the world has none", at: world.source)
    }
  }

  private static func check(_ value: Double?, _ range: ClosedRange<Double>, _ place: String, _ unit: String) throws {
    guard let value, !range.contains(value) else { return }
    throw UserError("\(value) is outside \(range.lowerBound)–\(range.upperBound) \(unit)", at: place)
  }
}

/// Shares of policies in a data set; an episode's seed decides which one it gets.
public struct PolicyMix: Equatable, Sendable {
  public var shares: [(name: PolicySpec.Name, weight: Double)]

  public static let standard = PolicyMix([(.push, 0.45), (.pickPlace, 0.2), (.reach, 0.2), (.random, 0.15)])

  public init(_ shares: [(name: PolicySpec.Name, weight: Double)]) { self.shares = shares }

  /// Reads `push:0.45,pick_place:0.2`; a name alone has weight 1.
  public init(parsing text: String) throws {
    shares = try text.split(separator: ",").map { part in
      let halves = part.split(separator: ":", maxSplits: 1).map(String.init)
      guard let name = PolicySpec.Name(rawValue: halves[0]) else {
        let names = PolicySpec.Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw UserError("no policy is called \"\(halves[0])\"", at: "--policies", fix: "Choose among \(names)")
      }
      guard let weight = halves.count == 1 ? 1 : Double(halves[1]), weight >= 0, weight.isFinite else {
        throw UserError("\"\(part)\" has no weight ≥ 0", at: "--policies", fix: "Write name:weight")
      }
      return (name, weight)
    }
    guard shares.contains(where: { $0.weight > 0 }) else {
      throw UserError("no policy has a weight above 0", at: "--policies", fix: "Write for example push:0.7,reach:0.3")
    }
  }

  public func draw(seed: UInt64) -> PolicySpec {
    var random = EpisodeRandom(seed: seed, stream: .choice)
    return PolicySpec(shares[random.weighted(shares.map(\.weight))].name)
  }

  public var description: String { shares.map { "\($0.name.rawValue):\($0.weight)" }.joined(separator: ",") }

  public static func == (a: PolicyMix, b: PolicyMix) -> Bool { a.description == b.description }
}
