import Diagnostics
import Episodes
import Foundation
import Media
import RunStore
import Scoring

/// The main job: truth, prediction, scores, report, and a row in the store.
public struct RunPipeline {
  public var store: RunStore
  /// Says what goes on; nil: quiet.
  public var say: ((String) -> Void)?
  public var threads: Int
  public var version: String
  public var engine: String

  public init(store: RunStore, threads: Int, version: String, engine: String, say: ((String) -> Void)? = nil) {
    self.store = store
    self.threads = threads
    self.version = version
    self.engine = engine
    self.say = say
  }

  /// What a finished run hands to whoever shows it.
  public struct Outcome {
    public var summary: RunSummary
    public var record: RunRecord
  }

  /// Runs a scenario; on any error nothing of the run remains but a row marked `failed`.
  ///
  /// - Parameter screenshot: draws the run's window into the file it is given.
  public func run(
    _ scenario: Scenario, with predictor: any VideoPredictor, screenshot: (RunRecord, URL) throws -> Void
  ) throws -> Outcome {
    let clock = ContinuousClock()
    let begin = clock.now
    try predictor.check(cameras: scenario.cameras, height: scenario.shape.height, width: scenario.shape.width)
    say?("truth: \(scenario.name)")
    var (truth, cached, dataHash) = try TruthRecorder(cache: store.records).truth(for: scenario)
    let recorded = begin.duration(to: clock.now)
    let warnings = try truth.admitActions(to: predictor, of: scenario)
    for warning in warnings { say?("warning: \(warning)") }
    say?(cached ? "truth read from the records" : "truth recorded")

    let record = makeRecord(scenario, predictor, dataHash: dataHash)
    return try making(record) { folder in
      var draft = RunDraft(scenario: scenario, truth: truth, predictor: predictor, folder: folder, record: record)
      try draft.predict(say: say)
      try draft.score(say: say)
      draft.warnings = warnings
      draft.recordSeconds = recorded.seconds
      try draft.writeVideo()
      var summary = draft.summary(threads: threads, total: begin.duration(to: clock.now).seconds)
      try draft.writeReport(summary, version: version, engine: engine)
      try finish(draft, &summary) { begin.duration(to: clock.now).seconds }
      try screenshot(try store.run(record.id), URL(fileURLWithPath: summary.files.screenshot))
      return Outcome(summary: summary, record: try store.run(record.id))
    }
  }

  /// Makes a run in its folder; on any error nothing of it remains but a row marked `failed`.
  func making<Made>(_ record: RunRecord, _ body: (RunFolder) throws -> Made) throws -> Made {
    let folder = try RunFolder(record.id, in: store)
    do {
      try store.begin(record)
      return try body(folder)
    } catch {
      folder.discard()
      try? store.fail(record.id, at: Self.time())
      throw error
    }
  }

  /// Writes the figures, names the folder and marks the run as done.
  ///
  /// - Parameter total: the seconds that all of it took, asked for at the end.
  func finish(_ draft: RunDraft, _ summary: inout RunSummary, total: () -> Double) throws {
    let file = draft.folder.working.appendingPathComponent("run.json")
    try AtomicFile.write(StableJSON.data(summary, pretty: true), to: file.path)
    try draft.folder.finish()
    summary.seconds.total = total()
    try store.finish(
      draft.record.id, at: Self.time(), summary: StableJSON.text(summary), metrics: draft.metricRows)
  }

  func makeRecord(
    _ scenario: Scenario, _ predictor: any VideoPredictor, dataHash: String, suite: String? = nil
  ) -> RunRecord {
    let started = Self.time()
    let stamp = started.filter { $0.isNumber || $0 == "T" }
    let suffix = String(UInt16.random(in: 0...UInt16.max), radix: 16)
    let slug = scenario.name.prefix(60).map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }
    let id = "\(stamp)-\(String(slug))-\(suffix)"
    let settings = (try? StableJSON.text(scenario.sampler)) ?? "{}"
    return RunRecord(
      id: id, started: started, scenario: scenario.name, scenarioPath: scenario.file.path, scenarioHash: scenario.hash,
      modelPath: predictor.path, modelHash: predictor.hash, dataHash: dataHash, settings: settings, version: version,
      engine: engine, threads: threads, folder: store.folder(of: id).path,
      suite: suite)
  }

  static func time() -> String { Date().formatted(.iso8601) }
}

extension Duration {
  /// As a number.
  public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
