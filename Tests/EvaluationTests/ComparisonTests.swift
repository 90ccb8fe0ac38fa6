import Diagnostics
import Foundation
import RunStore
import Scenarios
import Testing

@testable import Evaluation

/// Two evaluations of a suite of eight episodes, made up figure by figure.
@Suite struct ComparisonTests {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  private func episode(_ i: Int, skill: Double?, drift: Double, data: String = "d") -> String {
    let value = skill.map { "\($0)" } ?? "null"
    return """
      {"scenario":"e\(i)","seeds":[1],"setting":{"scenario_sha256":"s","data_sha256":"\(data)","cameras":["front"],
      "model":{"path":"m","sha256":"h"},"context":5,"horizon":44,"seeds":[1],"steps":4},"rows":[
      {"metric":"foreground_skill","values":[\(value)]},
      {"metric":"reprojection_px","values":[\(drift)],"normalised":[{"value":\(1 - drift)}]}],
      "extras":[],"summary":{},"curves":{},"seconds":{"record":0,"predict":0,"score":0,"total":0}}
      """
  }

  private func add(
    _ id: String, to store: RunStore, hash: String = "h", version: Int = 1, finished: Bool = true,
    data: String = "d", revision: Int = 2, _ skill: (Int) -> Double?
  ) throws {
    let file = store.file(ofSuite: id)
    try FileManager.default.createDirectory(at: store.suites, withIntermediateDirectories: true)
    let record = SuiteRecord(
      id: id, started: "2026-01-01T00:00:00Z", key: id, suite: "made-up", suitePath: "s.yaml", suiteHash: hash,
      modelPath: "m", modelHash: id, version: "1", engine: "e", threads: 1, file: file.path)
    try store.begin(record)
    for i in 0..<8 { try store.add(episode(i, skill: skill(i), drift: 0.2, data: data), of: "e\(i)", to: id) }
    let result = """
      {"schema":2,"run":"\(id)","files":{"result":"\(file.path)","report":""},"suite":"made-up","suite_sha256":"\(hash)","suite_version":\(version),"scorer_revision":\(revision),
      "model":{"path":"m","sha256":"\(id)"},"episodes":8,"per_episode":{},
      "metrics":{"foreground_skill":{"mean":\(skill(0) ?? 0),"lo":0.5,"hi":0.6,"n":8,"unmeasured":0,"truth":1}},
      "seconds":{"record":0,"predict":0,"score":0,"total":0}}
      """
    try Data(result.utf8).write(to: file)
    if finished { try store.finish(suite: id, at: "2026-01-01T01:00:00Z", aggregates: []) }
  }

  private func sets(
    version: Int = 1, hash: String = "h", data: String = "d", revision: Int = 2, _ old: @escaping (Int) -> Double?,
    _ new: @escaping (Int) -> Double?
  ) throws -> (old: ScoreSet, new: ScoreSet) {
    let store = try RunStore(at: root)
    try add("old", to: store, old)
    try add("new", to: store, hash: hash, version: version, data: data, revision: revision, new)
    return (try ScoreSet("old", in: store), try ScoreSet("new", in: store))
  }

  @Test func theSameScoresPass() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let both = try sets({ 0.7 + 0.01 * Double($0) }, { 0.7 + 0.01 * Double($0) })
    let gate = try RegressionGate(both.new, against: both.old)
    #expect(gate.passed && gate.failures.isEmpty)
    #expect(gate.comparison.tier1.map(\.metric) == ["foreground_skill", "reprojection_px"])
  }

  @Test func aLossIsFoundAndTested() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let both = try sets({ 0.7 + 0.01 * Double($0) }, { 0.6 + 0.011 * Double($0) })
    let gate = try RegressionGate(both.new, against: both.old)
    #expect(!gate.passed)
    #expect(gate.failures.count == 1 && gate.failures[0].hasPrefix("foreground_skill may have lost"))
    let row = try #require(gate.comparison.rows.first { $0.metric == "foreground_skill" })
    #expect(try #require(row.difference.hi) < 0 && row.difference.superiority == 0)
    // Eight differences of one sign: p = 2 / 2^8, alone with a p since the other metric never differs.
    #expect(abs(try #require(row.p) - 2.0 / 256) < 1e-6)
  }

  @Test func lessThatCanBeMeasuredIsNoWin() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let both = try sets({ _ in 0.7 }, { $0 == 3 ? nil : 0.9 })
    #expect(try RegressionGate(both.new, against: both.old).failures.contains { $0.contains("could be measured") })
  }

  @Test(arguments: [(1, false), (2, true)]) func aChangedTruthNeedsANewVersion(_ version: Int, _ passes: Bool) throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let both = try sets(version: version, data: "other", { _ in 0.7 }, { _ in 0.7 })
    let gate = try RegressionGate(both.new, against: both.old)
    #expect(gate.passed == passes)
    if !passes { #expect(gate.failures[0].hasPrefix("the truth of 8 scenarios changed (e0)")) }
  }

  @Test func scoresOfAnotherDefinitionAreNotCompared() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let both = try sets(revision: 3, { _ in 0.7 }, { _ in 0.7 })
    #expect(try RegressionGate(both.new, against: both.old).failures.contains { $0.contains("revision 2, now 3") })
  }

  @Test(arguments: [(1, false), (2, true)]) func aChangedSuiteNeedsANewVersion(_ version: Int, _ passes: Bool) throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let both = try sets(version: version, hash: "other", { _ in 0.7 }, { _ in 0.7 })
    #expect(try RegressionGate(both.new, against: both.old).passed == passes)
  }

  @Test func whatIsUnfinishedOrUnknownIsRefused() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try add("half", to: store, finished: false) { _ in 0.5 }
    #expect(throws: UserError.self) { try ScoreSet("half", in: store) }
    #expect(throws: UserError.self) { try ScoreSet("nothing", in: store) }
    try add("lost", to: store) { _ in 0.5 }
    try FileManager.default.removeItem(at: store.file(ofSuite: "lost"))
    let error = #expect(throws: UserError.self) { try ScoreSet("lost", in: store) }
    #expect(error?.place == store.file(ofSuite: "lost").path)
  }

  @Test func theLeaderboardPinsTruthAndSharesRanks() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try add("a", to: store) { _ in 0.55 }
    try add("b", to: store) { _ in 0.55 }
    let file = store.file(ofSuite: "a").path
    let result = try StableJSON.value(try String(contentsOfFile: file, encoding: .utf8), as: SuiteResult.self, at: file)
    let board = try Leaderboard(result, in: store)
    #expect(board.rows.map(\.isPinned) == [false, false, true, true, true, true])
    #expect(board.rows[0].places["foreground_skill"]?.rank == 1 && board.rows[1].places["foreground_skill"]?.rank == 1)
    #expect(board.rows[2].places["foreground_skill"]?.mean == 1)
  }

  /// A store that was copied elsewhere has its files there.
  @Test func aMovedStoreIsReadWhereItIs() throws {
    let other = root.appendingPathExtension("moved")
    defer { for each in [root, other] { try? FileManager.default.removeItem(at: each) } }
    try add("a", to: RunStore(at: root)) { _ in 0.5 }
    try FileManager.default.moveItem(at: root, to: other)
    let set = try ScoreSet("a", in: RunStore(at: other))
    #expect(set.scenarios == Set((0..<8).map { "e\($0)" }))
  }

  @Test func anEvaluationOfOtherScenariosIsRefusedBeforehand() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try add("a", to: store) { _ in 0.5 }
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var suite = try Suite(file: repository.appendingPathComponent("evaluations/smoke.yaml"))
    suite.name = "made-up"
    let error = #expect(throws: UserError.self) { try RegressionGate.earlier("a", of: suite, in: store) }
    #expect(error?.what.contains("no scenario in common") == true)
    suite.scenarios[0].name = "e3"
    #expect(try RegressionGate.earlier("a", of: suite, in: store).id == "a")
  }

  @Test func stretchesOfOneRecordingAreOneUnit() {
    #expect(Suite.unit(of: "g1-pick-4-16") == "g1-pick-4")
    #expect(Suite.unit(of: "fall-200003") == "fall-200003")
    #expect(Suite.unit(of: "push-cube") == "push-cube")
  }

  /// A template's name may end in a number: its episodes are still drawn one by one.
  @Test func simulatedEpisodesAreUnitsWhateverTheyAreCalled() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/tabletop/heldout.yaml")
    var scenario = try Scenario(file: file)
    scenario.name = "push-2-200000"
    #expect(scenario.unit == "push-2-200000")
    scenario.truth = .recording(URL(fileURLWithPath: "/data/g1-held-out"), episode: 4, start: 16)
    #expect(scenario.unit == "g1-held-out 4")
  }
}
