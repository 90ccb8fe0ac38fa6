import Diagnostics
import Foundation
import RunStore
import Scenarios
import Scoring

/// Predicts and scores every scenario of a suite; an interrupted evaluation goes on where it was.
public struct SuiteRunner {
  public var store: RunStore
  /// For the store's records.
  public var threads: Int
  public var version: String
  public var engine: String
  /// Tells builds of one version apart: an interrupted evaluation goes on with the same build alone.
  public var build: String
  /// Whether the scores are tested too, before any model is scored.
  public var testsScores = false
  /// Whether every episode becomes a run in the store, to be looked at.
  public var keepsRuns = false
  public var say: ((String) -> Void)?

  static let advice = "Finished episodes are kept: the same command goes on from there"

  public init(
    store: RunStore, threads: Int, version: String, engine: String, build: String? = nil, say: ((String) -> Void)? = nil
  ) {
    (self.store, self.threads, self.version, self.engine) = (store, threads, version, engine)
    (self.build, self.say) = (build ?? version, say)
  }

  /// - Parameter predictor: makes the predictor of a scenario; called once a model.
  public func run(_ suite: Suite, predictor make: (Scenario) throws -> any VideoPredictor) throws -> SuiteResult {
    var predictors: [String: any VideoPredictor] = [:]
    for scenario in suite.scenarios where predictors[scenario.model.path] == nil {
      predictors[scenario.model.path] = try make(scenario)
    }
    guard let first = suite.scenarios.first, let predictor = predictors[first.model.path] else {
      throw UserError("the suite has no scenarios", at: suite.file.path)
    }
    let model = Self.together(predictors.values.map { .init(path: $0.path, sha256: $0.hash) })
    let key = try SuiteKey.of(
      suite, models: predictors.mapValues(\.hash), version: build, engine: engine)
    let session = try SuiteSession(key, in: store) { begun in
      SuiteRecord(
        id: begun.id, started: begun.time, key: key, suite: suite.name, suitePath: suite.file.path,
        suiteHash: suite.hash, modelPath: model.path, modelHash: model.sha256, version: version, engine: engine,
        threads: threads, file: begun.file)
    }
    let test =
      testsScores ? try SelfTestRunner(recorder: TruthRecorder(cache: store.records, quiet: true)).run(suite) : nil
    let episodes = try run(suite, session) { predictors[$0.model.path] ?? predictor }
    return try finish(suite, session, episodes, model, test)
  }

  /// What a suite of several models is known by: their names, and a hash of their hashes.
  static func together(_ models: [SuiteResult.Model]) -> SuiteResult.Model {
    let sorted = models.sorted { $0.path < $1.path }
    guard let first = sorted.first, sorted.count > 1 else { return models.first ?? .init(path: "", sha256: "") }
    let names = sorted.dropFirst().map { URL(fileURLWithPath: $0.path).lastPathComponent }
    return .init(
      path: ([first.path] + names).joined(separator: " + "), sha256: SHA256.hex(sorted.map(\.sha256).joined().utf8))
  }

  private func run(
    _ suite: Suite, _ session: SuiteSession, _ predictor: (Scenario) -> any VideoPredictor
  ) throws -> [EpisodeScores] {
    var done = try session.episodes(as: EpisodeScores.self)
    if !done.isEmpty { say?("\(done.count) of \(suite.scenarios.count) episodes were scored before") }
    let meter = ProgressMeter("evaluating", total: suite.scenarios.count, unit: "episodes")
    defer { meter.finish() }
    let recorder = TruthRecorder(cache: store.records, quiet: true)
    return try suite.scenarios.map { scenario in
      defer { meter.advance(note: scenario.name) }
      if let before = done.removeValue(forKey: scenario.name) { return before }
      do {
        try Interrupt.check()
        let model = predictor(scenario)
        var evaluation = EpisodeEvaluation(scenario, model, recorder, say: say)
        if keepsRuns {
          let pipeline = RunPipeline(store: store, threads: threads, version: version, engine: engine)
          evaluation.keep = {
            try pipeline.keep($0, of: scenario, from: model, suite: session.record.id)
          }
        }
        let found = try evaluation.run()
        try session.add(found.scores, of: scenario.name, strip: found.strip)
        return found.scores
      } catch is Interrupted {
        throw Interrupted(advice: Self.advice)
      }
    }
  }

  private func finish(
    _ suite: Suite, _ session: SuiteSession, _ episodes: [EpisodeScores], _ model: SuiteResult.Model,
    _ test: SelfTest?
  ) throws -> SuiteResult {
    var table = ObservationTable()
    var splits: [String: ObservationTable] = [:]
    for episode in episodes {
      table.add(episode)
      if let split = suite.splits[episode.scenario] { splits[split, default: ObservationTable()].add(episode) }
    }
    let result = SuiteResult(
      run: session.record.id, files: session.files, suite: suite.name, suiteHash: suite.hash,
      suiteVersion: suite.version, scorerRevision: Scorer.revision,
      model: model, episodes: episodes.count, metrics: table.metrics(pinned: true),
      splits: splits.isEmpty ? nil : splits.mapValues { $0.metrics(pinned: false) }, perEpisode: table.perEpisode,
      selftest: test,
      scenarios: Dictionary(episodes.map { ($0.scenario, .init($0)) }, uniquingKeysWith: { first, _ in first }),
      groups: SuiteResult.groups, readout: .init(episodes), earlyShare: table.earlyShare,
      seconds: episodes.map(\.seconds).reduce(.init(), +))
    let report = SuiteReport(
      suite: suite, result: result, episodes: episodes, strips: session.strips,
      board: try Leaderboard(result, in: store), earlier: try EarlierSelfTest(in: store))
    try session.finish(result, report: report.html)
    return result
  }
}
