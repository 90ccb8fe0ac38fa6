import Diagnostics
import Foundation
import Policies
import RunStore
import Scenarios
import Scoring
import TestSupport
import Testing

@testable import Evaluation

private let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
private let push = repository.appendingPathComponent("scenarios/policies/push.yaml").path

private func suite(policies: String, tasks: String) throws -> PolicySuite {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
  defer { try? FileManager.default.removeItem(at: file) }
  try Data("schema: 1\npolicies: \(policies)\ntasks: \(tasks)\n".utf8).write(to: file)
  #expect(try PolicySuite.recognises(file))
  return try PolicySuite(file: file)
}

@Suite struct PolicySuiteTests {
  @Test func theShippedSuiteHasEightPoliciesAndTwoTasks() throws {
    let file = repository.appendingPathComponent("evaluations/policies.yaml")
    let suite = try PolicySuite(file: file)
    #expect(try PolicySuite.recognises(file))
    #expect(suite.policies.count >= 8)
    #expect(suite.tasks.map(\.name) == ["push", "lift"])
    #expect(suite.tasks.allSatisfy { $0.starts.count >= 20 })
    #expect(Set(suite.starts.map(\.name)).count == suite.starts.count)
    // A task's goal is told to each policy.
    #expect(suite.program(suite.policies[3], for: suite.tasks[1]).goal?.above == 0.08)
    #expect(!(try PolicySuite.recognises(repository.appendingPathComponent("evaluations/physics.yaml"))))
  }

  private static let task = "[{scenario: \(push), first_seed: 200000, count: 2}]"

  @Test(arguments: [
    ("[]", task, "`policies` has 0 entries"),
    ("[{name: a, command: [x]}, {name: a, command: [y]}]", task, "is the second policy called a"),
    ("[{name: a}]", task, "the key `command` is missing"),
    ("[{command: [x]}]", task, "the key `name` is missing"),
    ("[{name: a, command: [x], skill: 1}]", task, "unknown key `skill`"),
    ("[{name: a, command: [x]}]", "[]", "`tasks` has 0 entries"),
    ("[{name: a, command: [x]}]", "[{scenario: gone.yaml, first_seed: 1, count: 1}]", "there is no such file"),
    (
      "[{name: a, command: [x]}]",
      "[{scenario: \(repository.path)/scenarios/tabletop/free.yaml, first_seed: 1, count: 1}]",
      "is no scenario in which a policy acts towards a `goal`"
    ),
  ])
  func mistakesNameTheirPlace(policies: String, tasks: String, says: String) {
    let error = #expect(throws: UserError.self) { try suite(policies: policies, tasks: tasks) }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }

  /// Scores of `count` policies from four starts; policy p succeeds from p of them, in the model as in the simulator.
  private func report(_ count: Int) throws -> PolicyReport {
    let policies = (0..<count).map { "{name: p\($0), command: [x]}" }.joined(separator: ", ")
    let suite = try suite(policies: "[\(policies)]", tasks: "[{scenario: \(push), first_seed: 1, count: 7}]")
    let starts = (0..<7).map { s in
      PolicyStartScores(
        task: "push", start: "push-\(s)", samples: 1,
        attempts: (0..<count).map { p in
          .init(policy: "p\(p)", simulator: s < p ? 1 : 0, model: s < p ? 1 : 0, state: s <= p ? 1 : 0)
        }, seconds: .init())
    }
    return PolicyReport(suite, starts)
  }

  @Test func theResultFollowsItsSchema() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    let session = try SuiteSession("key", in: store) { begun in
      SuiteRecord(
        id: begun.id, started: begun.time, key: "key", suite: "made-up", suitePath: "s.yaml", suiteHash: "h",
        modelPath: "m", modelHash: "w", version: "1", engine: "e", threads: 1, file: begun.file)
    }
    let schema = try JSONSchema(file: repository.appendingPathComponent("docs/evaluation.schema.json"))
    for count in [1, 8] {
      let result = try report(count).result(session, BaselinePredictor(.copyLast))
      #expect(try schema.problems(Data(StableJSON.text(result).utf8)) == [])
    }
  }

  @Test func onePolicyHasNoRankingForAReason() throws {
    let ranking = try PolicyRanking(try report(1).trials, seed: 1)
    #expect(ranking.correlation.value.value == nil)
    #expect(ranking.correlation.value.note == "1 policies are ranked; 6 are needed")
    #expect(ranking.bias.value.value == 0)
    #expect(try report(1).policies.count == 1)
    let metric = SuiteResult.Metric(n: 0, unmeasured: 7, note: ranking.correlation.value.note)
    let text = try StableJSON.text(metric)
    #expect(text.contains("\"mean\":null") && text.contains("\"note\":\"1 policies"))
  }

  @Test func rowsCountSuccesses() throws {
    let report = try report(8)
    let rows = report.policies
    #expect(rows.map { $0.simulator?.share } == (0..<8).map { Double(min(7, $0)) / 7 })
    #expect(rows[3].model == WilsonInterval(successes: 3, of: 7))
    #expect(rows[3].tasks["push"]?.simulator?.n == 7)
    #expect(abs(try #require(PolicyRanking(report.trials, seed: 1).correlation.value.value) - 1) < 1e-12)
  }
}
