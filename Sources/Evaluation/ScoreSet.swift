import Diagnostics
import Foundation
import RunStore
import Scoring

/// Everything that was measured of one model, ready to be paired with another's: an evaluation of a suite, or a run.
public struct ScoreSet: Sendable {
  public var id: String
  /// The suite's name, or the scenario's.
  public var subject: String
  public var model: String
  /// Hash of what was asked, and the revision that says whether it may differ.
  public var suiteHash: String
  public var suiteVersion: Int
  /// What scores meant, and the truth of each scenario by its hash; nil and missing where that was not noted, as for
  /// single runs.
  public var scorerRevision: Int?
  public var truths: [String: String] = [:]
  /// Names of the scenarios.
  public private(set) var scenarios: Set<String> = []
  var values: [MetricName: [Observation]] = [:]
  /// On the 0…1 scale, for metrics that are normalised.
  var normalised: [MetricName: [Observation]] = [:]
  /// How much of each value could be measured, 0...1.
  private var shares: [MetricName: [Double]] = [:]
  /// Why normalised scores are missing: how many for each reason.
  var reasons: [MetricName: [String: Int]] = [:]

  /// - Parameter name: of an evaluation or a run, or the beginning of one.
  /// - Throws: `UserError` where there is neither, or it is not finished.
  public init(_ name: String, in store: RunStore) throws {
    if let suite = try store.suite(name) {
      guard suite.finished != nil else {
        throw UserError("the evaluation \(suite.id) is not finished", fix: "Run the same `orrery evaluate` again")
      }
      try self.init(suite, in: store)
    } else {
      try self.init(try store.run(name), in: store)
    }
  }

  private init(_ suite: SuiteRecord, in store: RunStore) throws {
    guard let text = try? String(contentsOfFile: suite.file, encoding: .utf8) else {
      throw UserError.unreadable(suite.file, fix: "Evaluate the suite again: its result is gone")
    }
    let result = try StableJSON.value(text, as: SuiteResult.self, at: suite.file)
    guard result.policies == nil else {
      throw UserError(
        "\(suite.id) is an evaluation of policies, whose successes are not paired score by score", at: suite.file,
        fix: "Compare the files' `policies`, or evaluations of a suite of scenarios")
    }
    (id, subject, model) = (suite.id, suite.suite, suite.modelPath)
    (suiteHash, suiteVersion) = (suite.suiteHash, result.suiteVersion ?? 1)
    scorerRevision = result.scorerRevision
    let episodes = try store.episodes(of: suite.id).sorted { $0.key < $1.key }.map { _, text in
      try StableJSON.value(text, as: EpisodeScores.self, at: store.root.path)
    }
    for episode in episodes { add(episode) }
  }

  private init(_ run: RunRecord, in store: RunStore) throws {
    guard run.status == .done else { throw UserError("the run \(run.id) is not finished") }
    (id, subject, model) = (run.id, run.scenario, run.modelPath)
    (suiteHash, suiteVersion) = (run.scenarioHash, 1)
    truths = [run.scenario: run.dataHash]
    scenarios = [run.scenario]
    for row in try store.metrics(of: run.id) where row.sample >= 0 && row.view.isEmpty && row.t == nil {
      guard let metric = MetricName(rawValue: row.metric) else { continue }
      let seed = UInt64(row.sample)
      values[metric, default: []].append(
        Observation(scenario: run.scenario, initial: run.scenario, seed: seed, value: row.value))
      shares[metric, default: []].append(row.value == nil ? 0 : 1)
    }
  }

  mutating func add(_ episode: EpisodeScores) {
    let (template, name) = (episode.template, episode.scenario)
    let unit = episode.unit ?? Suite.unit(of: name)
    truths[name] = episode.setting?.dataHash
    scenarios.insert(name)
    for row in episode.rows {
      for (i, seed) in episode.seeds.enumerated() {
        shares[row.metric, default: []].append(row.values[i] == nil ? 0 : row.measurable?[i] ?? 1)
        values[row.metric, default: []].append(
          Observation(scenario: template, initial: name, unit: unit, seed: seed, value: row.values[i]))
        guard let score = row.normalised?[i] else { continue }
        normalised[row.metric, default: []].append(
          Observation(scenario: template, initial: name, unit: unit, seed: seed, value: score.value))
        if score.value == nil, let note = score.note { reasons[row.metric, default: [:]][note, default: 0] += 1 }
      }
    }
    for extra in episode.extras {
      values[extra.metric, default: []].append(
        Observation(scenario: template, initial: name, unit: unit, value: extra.value))
      shares[extra.metric, default: []].append(extra.value == nil ? 0 : 1)
    }
  }

  /// Scenarios of both whose truth is not the same in the two, by name.
  public func otherTruths(than other: ScoreSet) -> [String] {
    truths.filter { name, hash in other.truths[name].map { $0 != hash } ?? false }.keys.sorted()
  }

  /// The share of all values, over all metrics that the other set has too, that could be measured; a value counts by how
  /// much of it could. Programs learn new metrics, which say nothing of a loss.
  func measurableShare(besides other: ScoreSet) -> Double {
    shares.filter { other.shares[$0.key] != nil }.values.flatMap { $0 }.mean ?? 0
  }

  /// The share of a metric's values that could be measured; 0 where it has none.
  func measurableShare(_ metric: MetricName) -> Double { shares[metric]?.mean ?? 0 }

  /// On a scale from 0 to 1, higher being better; nil where the metric has no such scale.
  func tier1(_ metric: MetricName) -> [Observation]? {
    if metric.isNormalised { return normalised[metric] }
    return metric.higherIsBetter == true ? values[metric] : nil
  }
}
