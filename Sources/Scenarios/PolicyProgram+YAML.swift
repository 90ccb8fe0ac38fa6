import Configuration
import Diagnostics
import Foundation
import Policies
import Simulation

extension PolicyProgram {
  static let keys = ["command", "timeout", "chunk", "goal"]

  /// A scenario's `policy`.
  init(_ node: SettingsNode) throws {
    try node.allowOnly(Self.keys)
    try self.init(command: try node.required("command"), timeout: try node.optional("timeout"))
    chunk = try node.optional("chunk")?.int(in: 1...64) ?? Self.usualChunk
    goal = try node.optional("goal").map { try PolicyGoal($0) }
  }

  /// - Parameter command: a list of words; the program runs in the folder of the file they stand in.
  public init(command: SettingsNode, timeout: SettingsNode?) throws {
    self.init(
      command: try command.list(count: 1...1000).map { try $0.text() }, folder: command.folder,
      timeout: try timeout?.double(in: Self.timeouts) ?? Self.usualTimeout)
    if self.command[0].isEmpty { throw command.error("names no program") }
  }
}

extension PolicyGoal {
  init(_ node: SettingsNode) throws {
    try node.allowOnly(["object", "near", "within", "above"])
    self.init(object: try node.required("object").string())
    near = try node.optional("near")?.list(count: 2...2).map { try $0.double(in: InitialPlacement.table) }
    within = try node.optional("within")?.double(in: 0.001...1)
    above = try node.optional("above")?.double(in: 0...InitialPlacement.table.upperBound)
    guard near != nil || above != nil else {
      throw node.error("says nothing to be reached", fix: "Give `near` with `within`, `above`, or both")
    }
    guard (near == nil) == (within == nil) else {
      throw node.error("has only one of `near` and `within`", fix: "Give both")
    }
  }
}
