import Diagnostics
import Foundation
import GRDB
import Testing

@testable import RunStore

private func temporaryRoot() -> URL {
  FileManager.default.temporaryDirectory.appendingPathComponent("orrery-store-\(UUID().uuidString)")
}

private func record(_ id: String, started: String) -> RunRecord {
  RunRecord(
    id: id, started: started, scenario: "push-cube", scenarioPath: "/s.yaml", scenarioHash: "aa", modelPath: "/m",
    modelHash: "bb", dataHash: "cc", settings: "{}", version: "0.1", engine: "test", threads: 2, folder: "/f")
}

@Suite struct RunStoreTests {
  @Test func aFinishedRunComesBackWithItsMetrics() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try store.begin(record("a1", started: "2026-01-01T00:00:00Z"))
    let rows = [
      MetricRow(run: "a1", sample: 0, view: "", metric: "psnr", value: 31.5),
      MetricRow(run: "a1", sample: 0, view: "", metric: "sampson", value: nil, status: "the side is below 256"),
    ]
    try store.finish("a1", at: "2026-01-01T00:01:00Z", summary: "{\"x\":1}", metrics: rows)
    let reopened = try RunStore(at: root)
    #expect(try reopened.run("a1").status == .done)
    #expect(try reopened.run("a1").folder == reopened.folder(of: "a1").path)
    #expect(try reopened.runs().map(\.folder) == [reopened.folder(of: "a1").path])
    #expect(try reopened.run("a1").summary == "{\"x\":1}")
    #expect(try reopened.metrics(of: "a1") == rows)
  }

  @Test func newestRunsComeFirstAndShortNamesMustBeUnique() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try store.begin(record("2026a", started: "2026-01-01T00:00:00Z"))
    try store.begin(record("2026b", started: "2026-01-02T00:00:00Z"))
    #expect(try store.runs().map(\.id) == ["2026b", "2026a"])
    #expect(throws: UserError.self) { try store.run("2026") }
    #expect(throws: UserError.self) { try store.run("none") }
    #expect(try store.run("2026a").id == "2026a")
  }

  @Test func resultsAreStoredAllOrNothing() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try store.begin(record("a", started: "2026-01-01T00:00:00Z"))
    let stray = MetricRow(run: "unknown", sample: 0, view: "", metric: "psnr", value: 1)
    #expect(throws: UserError.self) {
      try store.finish("a", at: "", summary: "{}", metrics: [stray])
    }
    #expect(try store.run("a").status == .running)
    // Nobody holds its folder, so whoever opens the store next knows that it ended.
    #expect(try RunStore(at: root).run("a").status == .failed)
  }

  @Test func aFileThatIsNoDatabaseIsOneClearError() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try Data("not a database, only text, long enough to be read".utf8)
      .write(to: root.appendingPathComponent("runs.sqlite"))
    let error = #expect(throws: UserError.self) { try RunStore(at: root) }
    #expect(error?.place.hasSuffix("runs.sqlite") == true)
  }

  @Test func aFolderThatCannotBeMadeIsOneClearError() {
    #expect(throws: UserError.self) { try RunStore(at: URL(fileURLWithPath: "/proc/orrery-store")) }
  }

  @Test func lookingMakesNothingWhereThereIsNothing() throws {
    let root = temporaryRoot()
    let store = try RunStore(reading: root)
    #expect(try store.runs().isEmpty)
    #expect(throws: UserError.self) { try store.run("a") }
    #expect(!FileManager.default.fileExists(atPath: root.path))
  }

  /// As a store on a disk that cannot be written to is read; with what is only in its write-ahead log so far.
  @Test func aStoreIsReadWithoutWritingIntoItsFolder() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    try store.begin(record("a", started: "2026-01-01T00:00:00Z"))
    try store.finish("a", at: "2026-01-01T00:01:00Z", summary: "{}", metrics: [])
    func contents() throws -> [String: Data] {
      try FileManager.default.contentsOfDirectory(atPath: root.path).reduce(into: [:]) {
        $0[$1] = try Data(contentsOf: root.appendingPathComponent($1))
      }
    }
    let before = try contents()
    let seen = try RunStore(copying: root)
    #expect(try seen.run("a").status == .done)
    #expect(try seen.run("a").folder == seen.folder(of: "a").path)
    #expect(try contents() == before)
  }

  @Test func anotherProgramsDatabaseIsRefusedUntouched() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let file = root.appendingPathComponent("runs.sqlite")
    try DatabaseQueue(path: file.path).write { try $0.execute(sql: "CREATE TABLE people (name TEXT)") }
    let before = try Data(contentsOf: file)
    let error = #expect(throws: UserError.self) { try RunStore(at: root) }
    #expect(error?.what == "is a database of another program")
    #expect(try Data(contentsOf: file) == before)
  }

  /// An older program's values of suites keep their order and get no view and no time.
  @Test func olderValuesOfSuitesAreKept() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let old = try DatabaseQueue(path: root.appendingPathComponent("runs.sqlite").path)
    try Schema.migrator.migrate(old, upTo: "6: episodes behind aggregates")
    try old.write { db in
      try SuiteRecord(
        id: "s1", started: "2026-01-01T00:00:00Z", key: "k", suite: "x", suitePath: "/x", suiteHash: "h",
        modelPath: "/m", modelHash: "w", version: "0.1", engine: "test", threads: 2, file: "/f"
      ).insert(db)
      for (metric, value) in [("psnr", 31), ("gravity", nil)] as [(String, Double?)] {
        try db.execute(
          sql:
            "INSERT INTO suite_value (suiteRun, scenario, sample, metric, value, status) VALUES ('s1', 'a', 0, ?, ?, 'ok')",
          arguments: [metric, value])
      }
    }
    try old.close()
    let values = try RunStore(at: root).values(of: "s1")
    #expect(values.map(\.metric) == ["psnr", "gravity"] && values.map(\.value) == [31, nil])
    #expect(values.allSatisfy { $0.view.isEmpty && $0.t == nil })
  }

  @Test func aNewerVersionsDatabaseIsRefused() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    _ = try RunStore(at: root)
    try DatabaseQueue(path: root.appendingPathComponent("runs.sqlite").path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: something new')")
    }
    let error = #expect(throws: UserError.self) { try RunStore(at: root) }
    #expect(error?.what.contains("newer version") == true)
  }

  @Test func anEvaluationIsFoundAgainUntilItIsFinished() throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let store = try RunStore(at: root)
    let suite = SuiteRecord(
      id: "s1", started: "2026-01-01T00:00:00Z", key: "k", suite: "x", suitePath: "/x", suiteHash: "h", modelPath: "/m",
      modelHash: "w", version: "0.1", engine: "test", threads: 2, file: "/f")
    try store.begin(suite)
    try store.add("{}", of: "one", to: "s1")
    var placed = suite
    placed.file = store.file(ofSuite: "s1").path
    #expect(try store.unfinishedSuite(key: "k") == placed, "its file is where the store is")
    #expect(try store.unfinishedSuite(key: "other") == nil)
    #expect(try store.episodes(of: "s1") == ["one": "{}"])
    let row = AggregateRow(
      suiteRun: "s1", metric: "psnr", mean: 30, median: nil, iqm: 30.5, lo: 29, hi: 31, n: 1, unmeasured: 0, episodes: 1
    )
    let values = [(0, nil, 31.0), (1, nil, nil), (-1, 0.1, 30)].map { sample, t, value in
      SuiteValueRow(
        suiteRun: "s1", scenario: "one", sample: sample, metric: "psnr", t: t, value: value,
        status: value == nil ? "nothing moved" : "ok")
    }
    try store.finish(suite: "s1", at: "2026-01-01T00:01:00Z", aggregates: [row], values: values)
    #expect(try store.values(of: "s1") == values)
    #expect(try store.unfinishedSuite(key: "k") == nil)
    #expect(try store.aggregates(of: "s1") == [row])
  }

  @Test func severalMayOpenANewStoreAtOnce() async throws {
    let root = temporaryRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try RunStore(at: root).runs().count } }
      for try await count in group { #expect(count == 0) }
    }
  }
}
