import Configuration
import Diagnostics
import Episodes
import Foundation
import Simulation

extension Scenario {
  /// Reads and checks a scenario file; relative paths in it start from its folder.
  ///
  /// - Throws: `UserError` with file, line and column for anything that is not as it must be.
  public init(file url: URL) throws {
    let root = try SettingsNode(file: url)
    try root.allowOnly([
      "schema", "name", "description", "world", "seed", "initial", "record", "cameras", "size", "context", "horizon",
      "actions", "model", "sampler", "takes", "partner",
    ])
    try root.requireVersion(Self.schemaVersion, under: "schema")
    file = url
    hash = try SHA256.hex(file: url.path)
    name = try root.optional("name")?.string() ?? url.deletingPathExtension().lastPathComponent
    summary = try root.optional("description")?.string() ?? ""
    cameras = try Self.cameras(root)
    shape = try root.optional("size").map(FrameShape.init) ?? .square(128)
    context = try root.required("context").int(in: 1...1000)
    horizon = try root.required("horizon").int(in: 1...100_000)
    truth = try TruthSource(root)
    actions = try ActionSource(try root.required("actions"), truth: truth)
    model = try ModelSource(try root.required("model"))
    sampler = try SamplerSettings(try root.optional("sampler"))
    takes = try root.optional("takes")?.int(in: 1...32) ?? 2
    partner = try root.optional("partner").map { Partner(seed: try $0.seed()) }
    if case .world(_, let seed, _) = truth, partner?.seed == seed, let node = try root.optional("partner") {
      throw node.error("is the scenario's own seed, whose actions are no other ones", fix: "Name another seed")
    }
    if case .recording = truth, let node = try root.optional("partner") {
      throw node.error("needs a world", fix: "Leave it out: a recording lends its own actions from another time")
    }
  }

  /// `cameras`, or `camera` of a recording, whose own names then need not be said twice.
  private static func cameras(_ root: SettingsNode) throws -> [String] {
    guard let one = try root.optional("record")?.optional("camera") else {
      return try root.optional("cameras")?.strings() ?? ["front", "side"]
    }
    if let node = try root.optional("cameras") {
      throw node.error("cannot stand beside `record.camera`", fix: "Keep one of them")
    }
    return [try one.string()]
  }

  /// The whole clip: context and horizon.
  public var frames: Int { context + horizon }
}

extension TruthSource {
  init(_ root: SettingsNode) throws {
    if let record = try root.optional("record") {
      for key in ["world", "seed", "initial"] {
        if let node = try root.optional(key) {
          throw node.error("cannot stand beside `record`", fix: "Keep one of them")
        }
      }
      try record.allowOnly(["dataset", "episode", "camera", "start"])
      self = .recording(
        try record.required("dataset").url(), episode: try record.required("episode").int(in: 0 ... .max),
        start: try record.optional("start")?.int(in: 0...1_000_000_000) ?? 0)
      return
    }
    self = .world(
      try root.required("world").url(), seed: try root.required("seed").seed(),
      initial: try InitialPlacement(try root.optional("initial")))
  }
}

extension FrameShape {
  /// A side, or width and height.
  init(_ node: SettingsNode) throws {
    let sides = node.isScalar ? [node, node] : try node.list(count: 2...2)
    let lengths = try sides.map { side in
      let length = try side.int(in: 16...1024)
      guard length % 16 == 0 else { throw side.error("is \(length)", fix: "Use a multiple of 16") }
      return length
    }
    self.init(width: lengths[0], height: lengths[1])
  }
}

extension InitialPlacement {
  init(_ node: SettingsNode?) throws {
    self.init()
    guard let node else { return }
    try node.allowOnly(["range", "objects", "tip", "joints"])
    range = try node.optional("range")?.string()
    tip = try node.optional("tip")?.doubles(count: 3)
    joints = try node.optional("joints")?.list(count: 1...1024).map { try $0.double() }
    guard let places = try node.optional("objects") else { return }
    objects = [:]
    for name in try places.keys() {
      let place = try places.required(name)
      try place.allowOnly(["at", "yaw", "z", "velocity"])
      let at = try place.required("at").list(count: 2...2).map { try $0.double(in: InitialPlacement.table) }
      objects?[name] = ObjectPlace(
        x: at[0], y: at[1], z: try place.optional("z")?.double(in: 0...InitialPlacement.table.upperBound),
        yaw: try place.optional("yaw")?.double(in: -360...360),
        velocity: try place.optional("velocity")?.list(count: 3...3).map { try $0.double(in: -100...100) })
    }
  }
}

extension SamplerSettings {
  init(_ node: SettingsNode?) throws {
    try node?.allowOnly(["steps", "samples", "seeds"])
    steps = try node?.optional("steps")?.int(in: 1...50) ?? 4
    let samples = try node?.optional("samples")?.int(in: 1...64)
    seeds =
      try node?.optional("seeds")?.list(count: 1...64).map { try $0.seed() } ?? (1...UInt64(samples ?? 1)).map { $0 }
    if let samples, samples != seeds.count, let given = try node?.optional("seeds") {
      throw given.error("has \(seeds.count) entries for \(samples) samples", fix: "Give one seed a sample")
    }
  }
}
