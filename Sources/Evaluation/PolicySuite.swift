import Configuration
import Diagnostics
import Foundation
import Policies
import Scenarios

/// D3: several policies that are each tried at the same tasks from the same starts, in the simulator and in a model.
///
/// A task is a scenario with a goal, whose starts come from consecutive seeds; the scenario's own program gives way to
/// each of the suite's policies in turn.
public struct PolicySuite: Sendable {
  public struct Task: Sendable {
    public var name: String
    /// One scenario a start, named after task and seed.
    public var starts: [Scenario]
    public var goal: PolicyGoal
  }

  public struct Entry: Sendable {
    public var name: String
    public var program: PolicyProgram
  }

  public var name: String
  public var file: URL
  public var hash: String
  public var policies: [Entry]
  public var tasks: [Task]

  /// Whether a suite's file is one of policies.
  public static func recognises(_ url: URL) throws -> Bool { try SettingsNode(file: url).optional("policies") != nil }

  /// - Throws: `UserError` with file, line and column.
  public init(file url: URL) throws {
    let root = try SettingsNode(file: url)
    try root.allowOnly(["schema", "name", "description", "policies", "tasks"])
    try root.requireVersion(Suite.schemaVersion, under: "schema")
    file = url
    hash = try SHA256.hex(file: url.path)
    name = try root.optional("name")?.string() ?? url.deletingPathExtension().lastPathComponent
    policies = try root.required("policies").list(count: 1...1000).map { try Entry($0) }
    tasks = []
    for (i, node) in try root.required("policies").list().enumerated() {
      guard !policies[..<i].contains(where: { $0.name == policies[i].name }) else {
        throw node.error("is the second policy called \(policies[i].name)", fix: "Give each a `name` of its own")
      }
    }
    for node in try root.required("tasks").list(count: 1...100) {
      let task = try Task(node, suite: hash)
      guard !tasks.contains(where: { $0.name == task.name }) else {
        throw node.error("is the second task called \(task.name)", fix: "Give each a `name` of its own")
      }
      tasks.append(task)
    }
  }

  /// Every start of every task.
  public var starts: [Scenario] { tasks.flatMap(\.starts) }

  /// Makes every task use another model.
  public mutating func useModel(_ model: ModelSource) {
    for t in tasks.indices {
      for s in tasks[t].starts.indices { tasks[t].starts[s].model = model }
    }
  }

  /// The program of a policy, told a task's goal and as many actions an answer as the task's scenario says.
  func program(_ policy: Entry, for task: Task) -> PolicyProgram {
    var program = policy.program
    program.goal = task.goal
    if case .policy(let own) = task.starts[0].actions { program.chunk = own.chunk }
    return program
  }
}

extension PolicySuite.Entry {
  init(_ node: SettingsNode) throws {
    try node.allowOnly(["name", "command", "timeout"])
    name = try node.required("name").string()
    program = try PolicyProgram(command: try node.required("command"), timeout: try node.optional("timeout"))
  }
}

extension PolicySuite.Task {
  init(_ node: SettingsNode, suite hash: String) throws {
    try node.allowOnly(["scenario", "first_seed", "count"])
    let file = try node.required("scenario")
    let base = try Scenario(file: try file.url())
    guard case .world(let world, _, let initial) = base.truth, case .policy(let program) = base.actions,
      let goal = program.goal
    else { throw file.error("is no scenario in which a policy acts towards a `goal`") }
    (name, self.goal) = (base.name, goal)
    let first = try node.required("first_seed").seed()
    starts = (0..<UInt64(try node.required("count").int(in: 1...10_000))).map { i in
      var scenario = base
      scenario.name = "\(base.name)-\(first + i)"
      scenario.hash = SHA256.hex("\(hash) \(base.hash) \(first + i)".utf8)
      scenario.truth = .world(world, seed: first + i, initial: initial)
      return scenario
    }
  }
}
