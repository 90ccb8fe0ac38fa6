import Diagnostics
import Foundation
import RunStore

/// One evaluation's row in the store, taken up again where an unfinished one has the same key.
struct SuiteSession {
  let record: SuiteRecord
  private let store: RunStore
  /// Two processes would score every episode twice; a crash frees it. Nil where nothing can be locked.
  private let lock: FileLock?

  /// - Parameter make: the row of an evaluation that begins now.
  /// - Throws: `UserError` where another process is at it.
  init(
    _ key: String, in store: RunStore, make: ((id: String, time: String, file: String)) -> SuiteRecord
  ) throws {
    self.store = store
    try AtomicFile.makeFolder(store.suites.path)
    let place = store.suites.appendingPathComponent(".\(key.prefix(16)).lock").path
    lock = FileLock(place)
    if lock == nil, FileLock.isHeld(place) {
      throw UserError(
        "this suite is being evaluated by another process", at: store.suites.path,
        fix: "Wait for it, or name another store with --store")
    }
    if let unfinished = try store.unfinishedSuite(key: key) {
      record = unfinished
    } else {
      let time = Date().formatted(.iso8601)
      let id = "\(time.filter { $0.isNumber || $0 == "T" })-\(String(UInt16.random(in: 0...UInt16.max), radix: 16))"
      record = make((id, time, store.file(ofSuite: id).path))
      try store.begin(record)
    }
  }

  /// What was scored before, by scenario.
  func episodes<Scores: Decodable>(as: Scores.Type) throws -> [String: Scores] {
    try store.episodes(of: record.id).mapValues { text in
      try StableJSON.value(text, as: Scores.self, at: store.root.path)
    }
  }

  /// - Parameter strip: a picture of the episode, PNG.
  func add(_ scores: some Encodable, of scenario: String, strip: Data? = nil) throws {
    if let strip {
      try AtomicFile.makeFolder(strips.path)
      try AtomicFile.write(strip, to: strips.appendingPathComponent("\(scenario).png").path)
    }
    try store.add(StableJSON.text(scores), of: scenario, to: record.id)
  }

  /// Pictures of the episodes, a PNG file each.
  var strips: URL { store.suites.appendingPathComponent(record.id) }

  /// The report beside the result's file.
  var reportFile: URL { store.suites.appendingPathComponent("\(record.id).html") }

  var files: SuiteResult.Files { .init(result: record.file, report: reportFile.path) }

  /// Writes the result's file, then marks the row as finished.
  func finish(_ result: SuiteResult, report: String) throws {
    try AtomicFile.write(Data(report.utf8), to: reportFile.path)
    try AtomicFile.write(StableJSON.data(result, pretty: true), to: record.file)
    let rows = result.metrics.sorted { $0.key < $1.key }.map { name, metric in
      AggregateRow(
        suiteRun: record.id, metric: name, mean: metric.mean, median: metric.median, iqm: metric.iqm, lo: metric.lo,
        hi: metric.hi,
        n: metric.n, unmeasured: metric.unmeasured, episodes: metric.episodes)
    }
    let checks = (result.selftest?.rows ?? []).map { row in
      SelfTestRow(
        suiteRun: record.id, metric: row.metric, corruption: row.corruption, delta: row.delta, lo: row.lo, hi: row.hi,
        pass: row.pass, rule: row.rule, note: row.note)
    }
    let values = (result.scenarios ?? [:]).sorted { $0.key < $1.key }.flatMap { valueRows(of: $1, named: $0) }
    try store.finish(
      suite: record.id, at: Date().formatted(.iso8601), aggregates: rows, selfTest: checks, values: values)
  }

  /// A scenario's values: each sample's over the whole horizon, also by camera, and the samples' mean over time where
  /// there is a curve.
  private func valueRows(of scenario: SuiteResult.Scenario, named name: String) -> [SuiteValueRow] {
    let whole = scenario.metrics.sorted { $0.key < $1.key }.flatMap { metric, found in
      let views = [("", found.values)] + (found.views ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      return views.flatMap { view, values in
        values.enumerated().map { sample, value in
          SuiteValueRow(
            suiteRun: record.id, scenario: name, sample: sample, view: view, metric: metric, value: value,
            status: value == nil ? found.reason ?? "not measurable" : "ok")
        }
      }
    }
    guard let rate = scenario.setting?.rate else { return whole }
    let courses = scenario.curves.sorted { $0.key < $1.key }.flatMap { metric, curve in
      curve.prediction.enumerated().map { t, value in
        SuiteValueRow(
          suiteRun: record.id, scenario: name, sample: -1, metric: metric, t: Double(t + 1) / rate, value: value,
          status: value == nil ? "not measurable here" : "ok")
      }
    }
    return whole + courses
  }
}
