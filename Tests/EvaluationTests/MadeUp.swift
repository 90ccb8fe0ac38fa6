import Foundation
import RunStore

@testable import Evaluation
@testable import Scoring

/// Scores that no model made, figure by figure.
enum MadeUp {
  static func row(
    _ metric: MetricName, _ values: [Double?], normalised: [Double?]? = nil, note: String? = nil,
    details: [String: Double]? = nil, reference: Double? = nil
  ) -> EpisodeScores.Row {
    EpisodeScores.Row(
      metric: metric, values: values, truth: metric.ideal, copyLast: reference, constantVelocity: reference,
      secondTake: reference,
      normalised: normalised.map { $0.map { score($0) } }, note: note, details: details,
      reasons: values.contains { $0 == nil } ? values.map { $0 == nil ? note : nil } : nil)
  }

  /// Errors of which that score comes out; nil: low motion.
  static func score(_ value: Double?) -> NormalisedScore {
    NormalisedScore(error: value.map { 1 - $0 } ?? 0, copy: value == nil ? 0 : 1, variation: 0)
  }

  static func episode(
    _ scenario: String, _ rows: [EpisodeScores.Row], seeds: [UInt64] = [1], rate: Double? = 10,
    curve: [Double?] = [1, 2], gate: Bool? = nil
  ) -> EpisodeScores {
    let setting = ScenarioSetting(
      scenarioHash: "s", dataHash: "d", model: .init(path: "m", sha256: "h"), cameras: ["front"], context: 5,
      horizon: 24, seeds: seeds, steps: 4, rate: rate)
    let floor = ReadoutGate.Floor(overlap: gate == true ? 0.95 : 0.5, displacement: 0.1, displacementShare: 0, count: 9)
    var one = EpisodeScores(
      scenario: scenario, setting: setting, seeds: seeds, rows: rows, extras: [], summary: [:],
      curves: ["psnr": .init(prediction: curve, copyLast: curve)], seconds: .init())
    for row in rows { one.summary[row.metric.rawValue] = row.values.compactMap { $0 }.mean }
    if gate != nil { one.readout = .init(ReadoutGate(truth: floor, compressed: nil, objects: [:])) }
    return one
  }

  static func result(
    _ episodes: [EpisodeScores], run: String = "run", model: String = "mine", splits: [String: [EpisodeScores]]? = nil
  ) -> SuiteResult {
    func table(_ episodes: [EpisodeScores]) -> ObservationTable {
      episodes.reduce(into: ObservationTable()) { $0.add($1) }
    }
    let all = table(episodes)
    return SuiteResult(
      run: run, files: .init(result: "/tmp/\(run).json", report: "/tmp/\(run).html"), suite: "made-up", suiteHash: "h",
      suiteVersion: 1, scorerRevision: Scorer.revision, model: .init(path: model, sha256: model),
      episodes: episodes.count, metrics: all.metrics(pinned: true),
      splits: splits.map { $0.mapValues { table($0).metrics(pinned: false) } },
      perEpisode: all.perEpisode,
      scenarios: Dictionary(uniqueKeysWithValues: episodes.map { ($0.scenario, .init($0)) }),
      groups: SuiteResult.groups,
      readout: .init(episodes), earlyShare: all.earlyShare, seconds: .init())
  }

  /// A set of scores as `--against` takes it.
  static func set(_ episodes: [EpisodeScores], id: String, in root: URL) throws -> ScoreSet {
    let store = try RunStore(at: root)
    let file = store.file(ofSuite: id)
    try FileManager.default.createDirectory(at: store.suites, withIntermediateDirectories: true)
    try store.begin(
      SuiteRecord(
        id: id, started: "2026-01-01T00:00:00Z", key: id, suite: "made-up", suitePath: "s", suiteHash: "h",
        modelPath: "m", modelHash: id, version: "1", engine: "e", threads: 1, file: file.path))
    let encoder = JSONEncoder()
    for each in episodes {
      try store.add(String(decoding: try encoder.encode(each), as: UTF8.self), of: each.scenario, to: id)
    }
    try encoder.encode(result(episodes, run: id)).write(to: file)
    try store.finish(suite: id, at: "2026-01-01T01:00:00Z", aggregates: [])
    return try ScoreSet(id, in: store)
  }
}
