import Scenarios
import Scoring

/// Scores of all episodes, by metric, with the reference columns.
struct ObservationTable {
  private struct Column {
    var value: [Observation] = []
    /// Normalised; empty for metrics without.
    var score: [Observation] = []
    var lowMotion = 0
    var truth: [Double] = []
    var copyLast: [Observation] = []
    var constantVelocity: [Double] = []
    var secondTake: [Double] = []
  }

  private var columns: [MetricName: Column] = [:]
  private(set) var perEpisode: [String: [String: Double?]] = [:]

  mutating func add(_ episode: EpisodeScores) {
    let scenario = episode.scenario
    for row in episode.rows {
      for (seed, value) in zip(episode.seeds, row.values) {
        note(row.metric, Observation(scenario: "suite", initial: scenario, seed: seed, value: value))
      }
      for (seed, score) in zip(episode.seeds, row.normalised ?? []) {
        let observation = Observation(scenario: "suite", initial: scenario, seed: seed, value: score.value)
        columns[row.metric, default: Column()].score.append(observation)
        if score.isLowMotion { columns[row.metric, default: Column()].lowMotion += 1 }
      }
      let copied = Observation(scenario: "suite", initial: scenario, value: row.copyLast)
      columns[row.metric, default: Column()].copyLast.append(copied)
      if let value = row.truth { columns[row.metric, default: Column()].truth.append(value) }
      if let value = row.constantVelocity { columns[row.metric, default: Column()].constantVelocity.append(value) }
      if let value = row.secondTake { columns[row.metric, default: Column()].secondTake.append(value) }
    }
    for extra in episode.extras {
      note(extra.metric, Observation(scenario: "suite", initial: scenario, value: extra.value))
    }
    perEpisode[scenario] = episode.summary
  }

  private mutating func note(_ metric: MetricName, _ observation: Observation) {
    columns[metric, default: Column()].value.append(observation)
  }

  /// - Complexity: 10,000 resamples a metric.
  var metrics: [String: SuiteResult.Metric] {
    var out: [String: SuiteResult.Metric] = [:]
    for (metric, column) in columns {
      let all = Aggregate(column.value, seed: 1)
      let copied = Aggregate(column.copyLast, seed: 1)
      let score = column.score.isEmpty ? nil : Aggregate(column.score, seed: 1)
      out[metric.rawValue] = SuiteResult.Metric(
        mean: all.mean, median: all.median, iqm: all.iqm, lo: all.lo, hi: all.hi, n: all.n,
        unmeasured: all.unmeasured, score: score.map { .init($0, lowMotion: column.lowMotion) },
        truth: Self.mean(column.truth), copyLast: copied.mean, copyLastMedian: copied.median,
        constantVelocity: Self.mean(column.constantVelocity), secondTake: Self.mean(column.secondTake))
    }
    return out
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
