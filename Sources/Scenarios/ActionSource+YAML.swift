import Configuration
import Diagnostics
import Foundation
import Policies
import Simulation

extension ActionSource {
  init(_ node: SettingsNode, truth: TruthSource) throws {
    if node.isScalar {
      guard try node.string() == "recorded" else {
        throw node.error(
          "is \"\(try node.string())\"", fix: "Use recorded, or one of the keys script, file, list, policy")
      }
      guard case .recording = truth else {
        throw node.error(
          "needs a recorded episode", fix: "Add `record:`, or give the actions as script, file, list or policy")
      }
      self = .recorded
      return
    }
    try node.allowOnly(["script", "file", "list", "policy"])
    let keys = try node.keys()
    guard keys.count == 1 else {
      throw node.error(
        "must hold exactly one of script, file, list, policy; it holds \(keys.isEmpty ? "none" : keys.joined(separator: ", "))"
      )
    }
    if let script = try node.optional("script") {
      guard case .world = truth else {
        throw script.error(
          "needs a world: nothing carries a script out in a recording",
          fix: "Use recorded, file or list, or give `world`")
      }
      self = .script(try PolicySpec(script))
    } else if let file = try node.optional("file") {
      self = .file(try file.url())
    } else if let policy = try node.optional("policy") {
      guard case .world = truth else {
        throw policy.error("needs a world: a recording cannot answer to other actions", fix: "Give `world` and `seed`")
      }
      self = .policy(try PolicyProgram(policy))
    } else {
      self = .list(
        try node.required("list").list(count: 1 ... .max).map { row in
          try row.list(count: 1...1024).map { Float(try $0.double()) }
        })
    }
  }
}

extension PolicySpec {
  init(_ node: SettingsNode) throws {
    try node.allowOnly([
      "policy", "object", "into", "miss", "direction", "distance", "target", "lift", "speed", "start_delay", "repeats",
    ])
    self.init(try node.required("policy").word())
    object = try node.optional("object")?.string()
    into = try node.optional("into")?.string()
    miss = try node.optional("miss")?.bool()
    direction = try node.optional("direction")?.double(in: -360...360)
    distance = try node.optional("distance")?.double(in: Self.distances)
    target = try node.optional("target")?.list(count: 2...2).map { try $0.double(in: InitialPlacement.table) }
    lift = try node.optional("lift")?.double(in: Self.lifts)
    speed = try node.optional("speed")?.double(in: name == .orbit ? Self.paces : Self.speeds)
    startDelay = try node.optional("start_delay")?.double(in: Self.delays)
    repeats = try node.optional("repeats")?.bool()
  }
}
