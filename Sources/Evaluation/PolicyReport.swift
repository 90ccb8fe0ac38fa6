import Foundation
import RunStore
import Scenarios
import Scoring

/// Turns attempts into the scores of a suite: the ranking, and a row a policy.
struct PolicyReport {
  let suite: PolicySuite
  let starts: [PolicyStartScores]
  /// Decides the bootstrap's resamples.
  private static let seed: UInt64 = 1

  init(_ suite: PolicySuite, _ starts: [PolicyStartScores]) { (self.suite, self.starts) = (suite, starts) }

  func result(_ session: SuiteSession, _ predictor: any VideoPredictor) throws -> SuiteResult {
    let ranking = try PolicyRanking(trials, seed: Self.seed)
    var result = SuiteResult(
      run: session.record.id, files: session.files, suite: suite.name, suiteHash: suite.hash,
      scorerRevision: Scorer.revision,
      model: .init(path: predictor.path, sha256: predictor.hash), episodes: starts.count,
      metrics: [
        MetricName.policyR.rawValue: metric(ranking.correlation),
        MetricName.policyMMRV.rawValue: metric(ranking.violation), "level_bias": metric(ranking.bias),
      ],
      splits: nil, perEpisode: [:], seconds: starts.map(\.seconds).reduce(.init(), +))
    for start in starts {
      result.perEpisode[start.start] = [
        "simulator": mean(start.attempts.map(\.simulator)), "model": mean(start.attempts.map(\.model)),
      ]
    }
    result.policies = policies
    result.readoutAgreement = mean(starts.flatMap(\.attempts).map { $0.simulator == $0.state ? 1 : 0 })
    return result
  }

  /// A row a policy, in the suite's order.
  var policies: [SuiteResult.Policy] { suite.policies.map { row($0.name) } }

  var trials: [PolicyRanking.Trial] {
    starts.flatMap { start in
      start.attempts.map {
        .init(policy: $0.policy, task: start.task, start: start.start, simulator: $0.simulator, model: $0.model)
      }
    }
  }

  private func metric(_ score: PolicyRanking.Score) -> SuiteResult.Metric {
    SuiteResult.Metric(
      mean: score.value.value, lo: score.lo, hi: score.hi, n: score.value.value == nil ? 0 : starts.count,
      unmeasured: score.value.value == nil ? starts.count : 0, note: score.value.note)
  }

  private func row(_ policy: String) -> SuiteResult.Policy {
    let all = shares(policy, in: starts)
    let tasks = Dictionary(grouping: starts, by: \.task).mapValues { shares(policy, in: $0) }
    return SuiteResult.Policy(name: policy, simulator: all.simulator, model: all.model, tasks: tasks)
  }

  private func shares(_ policy: String, in starts: [PolicyStartScores]) -> SuiteResult.Policy.Shares {
    var simulator = 0.0
    var model = 0.0
    for start in starts {
      for attempt in start.attempts where attempt.policy == policy {
        simulator += attempt.simulator
        model += attempt.model * Double(start.samples)
      }
    }
    return .init(
      simulator: WilsonInterval(successes: Int(simulator), of: starts.count),
      model: WilsonInterval(successes: Int(model.rounded()), of: starts.map(\.samples).reduce(0, +)))
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
