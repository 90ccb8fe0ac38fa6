import CMuJoCo
import Configuration
import Diagnostics

extension StartRanges {
  /// Reads and checks a file of start ranges against the world it belongs to.
  ///
  /// - Throws: `UserError` with file, line and column.
  init(_ root: SettingsNode, model: UnsafeMutablePointer<mjModel>, actuators: [World.Actuator]) throws {
    try root.allowOnly(["schema", "policies", "joints", "apart", "things", "ranges"])
    try root.requireVersion(Self.schemaVersion, under: "schema")
    policies = try root.optional("policies").map { try PolicyMix(parsing: try $0.string()) } ?? .standard
    joints = try Self.joints(try root.optional("joints"), actuators)
    apart = try root.optional("apart")?.double(in: 0...10)
    let things = try Self.things(try root.required("things"), model)
    self.things = things
    let list = try root.required("ranges")
    ranges = try list.keys().map { name in
      let cases = try list.required(name).list(count: 1...1000)
      return (name, try cases.map { try Self.readCase($0, things) })
    }
    guard names.contains(Self.training) else {
      throw list.error(
        "lacks the range `\(Self.training)`", fix: "It is what episodes are drawn from unless told otherwise")
    }
  }

  private static func joints(_ node: SettingsNode?, _ actuators: [World.Actuator]) throws -> [String: DrawRange] {
    guard let node else { return [:] }
    try node.allowOnly(actuators.map(\.name))
    var joints: [String: DrawRange] = [:]
    for actuator in actuators {
      guard let value = try node.optional(actuator.name) else { continue }
      joints[actuator.name] = try DrawRange(value, within: actuator.lower...actuator.upper)
    }
    return joints
  }

  private static func things(_ node: SettingsNode, _ model: UnsafeMutablePointer<mjModel>) throws -> [Thing] {
    var things: [Thing] = []
    for name in try node.keys() {
      let settings = try node.required(name)
      guard let body = StartBody(name, in: model) else {
        throw settings.error(
          "is no body whose start can be drawn", fix: "This world has \(drawable(model).joined(separator: ", "))")
      }
      try settings.allowOnly(Quantity.allCases.map(\.rawValue) + ["rests_on"])
      let base = try settings.optional("rests_on")
      if let base, !things.contains(where: { $0.name == (try? base.string()) }) {
        throw base.error(
          "is \"\(try base.string())\", which is no thing listed before", fix: "List what things stand on first")
      }
      things.append(Thing(body: body, base: try base?.string(), draws: try draws(settings, body)))
    }
    return things
  }

  private static func drawable(_ model: UnsafeMutablePointer<mjModel>) -> [String] {
    (1..<Int(model.pointee.nbody)).compactMap { index in
      guard let text = mj_id2name(model, Int32(mjOBJ_BODY.rawValue), Int32(index)) else { return nil }
      return StartBody(String(cString: text), in: model)?.name
    }
  }

  private static func readCase(_ node: SettingsNode, _ things: [Thing]) throws -> Case {
    try node.allowOnly(things.map(\.name))
    var found: Case = [:]
    for thing in things {
      guard let changes = try node.optional(thing.name) else { continue }
      try changes.allowOnly(Quantity.allCases.map(\.rawValue))
      found[thing.name] = try draws(changes, thing.body)
    }
    for thing in things where found[thing.name] != nil {
      if let base = thing.base, found[base] == nil {
        throw node.error("has \(thing.name), but not \(base), which it stands on", fix: "Add `\(base): {}`")
      }
    }
    return found
  }

  private static func draws(_ node: SettingsNode, _ body: StartBody) throws -> [Quantity: DrawRange] {
    var draws: [Quantity: DrawRange] = [:]
    for quantity in Quantity.allCases {
      guard let value = try node.optional(quantity.rawValue) else { continue }
      guard quantity.applies(to: body.mobility) else {
        throw value.error("means nothing for a body that is \(body.mobility)")
      }
      draws[quantity] = try DrawRange(value, within: quantity.limits)
    }
    return draws
  }
}

extension StartRanges.Quantity {
  fileprivate func applies(to mobility: StartBody.Mobility) -> Bool {
    switch self {
    case .vx, .vy, .vz, .turnRate, .tiltRate: mobility == .free
    case .angle, .angleRate: mobility == .hinged
    case .x, .y, .z, .turn, .tilt: mobility != .hinged
    // A pendulum's length is its hinge's place in the file, which a factor would tear from where it hangs.
    case .size: mobility != .hinged
    case .presence: true
    }
  }

  fileprivate var limits: ClosedRange<Double> {
    switch self {
    case .x, .y, .z: -100...100
    case .vx, .vy, .vz: -100...100
    case .turn, .tilt, .angle: -360...360
    case .turnRate, .tiltRate, .angleRate: -10_000...10_000
    case .size: 0.05...20
    case .presence: 0...1
    }
  }
}

extension DrawRange {
  /// A number, `[low, high]`, or a list of such pairs.
  init(_ node: SettingsNode, within limits: ClosedRange<Double>) throws {
    guard node.isList else {
      let value = try node.double(in: limits)
      self.init([value...value])
      return
    }
    let entries = try node.list(count: 1...100)
    let pairs = entries.allSatisfy(\.isList) ? entries : [node]
    self.init(
      try pairs.map { pair in
        let ends = try pair.list(count: 2...2).map { try $0.double(in: limits) }
        guard ends[0] <= ends[1] else {
          throw pair.error("falls from \(ends[0]) to \(ends[1])", fix: "Write the lower end first")
        }
        return ends[0]...ends[1]
      })
  }
}
