import Diagnostics
import Foundation
import Policies
import Testing

@testable import Scenarios

/// A scenario whose line of actions is `policy`.
private func scenario(_ policy: String, truth: String = "world: world.xml\nseed: 7") throws -> Scenario {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent("s.yaml")
  let text = "schema: 1\n\(truth)\ncontext: 5\nhorizon: 8\nmodel: m\nactions:\n  policy: \(policy)\n"
  try Data(text.utf8).write(to: file)
  return try Scenario(file: file)
}

@Suite struct PolicyScenarioTests {
  @Test(arguments: ["push", "lift"]) func shippedPolicyScenariosRead(_ name: String) throws {
    let scenario = try Scenario(file: repository.appendingPathComponent("scenarios/policies/\(name).yaml"))
    guard case .policy(let program) = scenario.actions else {
      Issue.record("no policy")
      return
    }
    #expect(scenario.name == name)
    #expect(program.goal != nil && program.chunk == 4 && program.timeout == 10)
    #expect(program.folder.lastPathComponent == "policies")
    let script = program.folder.appendingPathComponent(program.command[1])
    #expect(FileManager.default.fileExists(atPath: script.path))
  }

  @Test(arguments: [
    ("{}", "the key `command` is missing"),
    ("{command: []}", "has 0 entries"),
    ("{command: ['']}", "names no program"),
    ("{command: python3}", "must be a list"),
    ("{comand: [a]}", "Did you mean `command`?"),
    ("{command: [a], timeout: 0}", "outside 0.1"),
    ("{command: [a], timeout: .nan}", "must be a finite number"),
    ("{command: [a], chunk: 0}", "outside 1 to 64"),
    ("{command: [a], goal: {object: cube}}", "says nothing to be reached"),
    ("{command: [a], goal: {object: cube, near: [0, 0]}}", "only one of `near` and `within`"),
    ("{command: [a], goal: {near: [0, 0], within: 0.1}}", "the key `object` is missing"),
    ("{command: [a], goal: {object: cube, near: [30, 0], within: 0.1}}", "outside -3.0"),
  ])
  func mistakesNameTheirPlace(policy: String, says: String) {
    let error = #expect(throws: UserError.self) { try scenario(policy) }
    #expect(error?.description.contains("s.yaml:") == true, "\(String(describing: error))")
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }

  @Test func aRecordingHasNoPolicy() {
    let error = #expect(throws: UserError.self) {
      try scenario("{command: [a]}", truth: "record: {dataset: d, episode: 0}")
    }
    #expect(error?.description.contains("a recording cannot answer to other actions") == true)
  }
}
