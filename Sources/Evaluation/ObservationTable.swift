import Scenarios
import Scoring

/// Scores of all episodes, by metric, with the reference columns.
///
/// Observations are grouped as the bootstrap resamples them: templates, then their episodes, then an episode's samples.
struct ObservationTable {
  struct Column {
    var value: [Observation] = []
    /// Normalised; empty for metrics without.
    var score: [Observation] = []
    var lowMotion = 0
    /// Why values and scores are missing.
    var reasons: [String: Int] = [:]
    var scoreReasons: [String: Int] = [:]
    /// By the names they have in a result.
    var references: [String: [Observation]] = [:]
  }

  private var columns: [MetricName: Column] = [:]
  private(set) var perEpisode: [String: [String: Double?]] = [:]
  /// Over all episodes, means of their samples: objects that truth moves, objects at rest, and those that moved too early.
  private var moved = 0.0
  private var resting = 0.0
  private var early = 0.0

  mutating func add(_ episode: EpisodeScores) {
    let (template, initial) = (episode.template, episode.scenario)
    func observation(_ value: Double?, seed: UInt64 = 0) -> Observation {
      Observation(scenario: template, initial: initial, seed: seed, value: value)
    }
    for row in episode.rows {
      var column = columns[row.metric] ?? Column()
      for (i, (seed, value)) in zip(episode.seeds, row.values).enumerated() {
        column.value.append(observation(value, seed: seed))
        if value == nil { column.reasons[row.reasons?[i] ?? row.note ?? Self.unknown, default: 0] += 1 }
      }
      for (seed, score) in zip(episode.seeds, row.normalised ?? []) {
        column.add(score, observation(score.value, seed: seed))
      }
      column.references["truth", default: []].append(observation(row.truth))
      column.references["copy_last", default: []].append(observation(row.copyLast))
      column.references["constant_velocity", default: []].append(observation(row.constantVelocity))
      column.references["second_take", default: []].append(observation(row.secondTake))
      column.references["compressed", default: []].append(observation(row.compressed))
      columns[row.metric] = column
    }
    for extra in episode.extras {
      var column = columns[extra.metric] ?? Column()
      column.value.append(observation(extra.value))
      if extra.value == nil { column.reasons[extra.note ?? Self.unknown, default: 0] += 1 }
      if let score = extra.normalised { column.add(score, observation(score.value)) }
      if let copied = extra.copyLast { column.references["copy_last", default: []].append(observation(copied)) }
      columns[extra.metric] = column
    }
    perEpisode[initial] = episode.summary
    count(episode)
  }

  private static let unknown = "not measurable"

  private mutating func count(_ episode: EpisodeScores) {
    let details = { (metric: MetricName) in episode.rows.first { $0.metric == metric }?.details ?? [:] }
    moved += details(.objectFinal)["moved"] ?? 0
    resting += details(.contacts)["resting"] ?? 0
    early += details(.contacts)["early"] ?? 0
  }

  /// - Parameter pinned: with the bounds of the pinned rows.
  /// - Complexity: 10,000 resamples a metric, and a pinned row.
  func metrics(pinned: Bool) -> [String: SuiteResult.Metric] {
    var out: [String: SuiteResult.Metric] = [:]
    for (metric, column) in columns { out[metric.rawValue] = column.result(note: note(metric), pinned: pinned) }
    return out
  }

  /// Of objects at rest that truth leaves alone or has touched later, the share that the predictions move before; nil
  /// where nobody counted them.
  var earlyShare: SuiteResult.EarlyShare? {
    guard resting > 0 else { return nil }
    return SuiteResult.EarlyShare(early: Int(early.rounded()), of: Int(resting.rounded()))
  }

  /// What else to know of a metric.
  private func note(_ metric: MetricName) -> String? {
    guard metric == .objectFinal, moved > 0, moved < Double(SuiteResult.leastMoved) else { return nil }
    return "\(Int(moved.rounded())) moved objects: fewer than \(SuiteResult.leastMoved) say little"
  }
}

extension ObservationTable.Column {
  mutating func add(_ score: NormalisedScore, _ observation: Observation) {
    self.score.append(observation)
    if score.isLowMotion { lowMotion += 1 }
    if score.value == nil, let note = score.note { scoreReasons[note, default: 0] += 1 }
  }

  func result(note: String?, pinned: Bool) -> SuiteResult.Metric {
    let all = Aggregate(value, seed: 1)
    let known = references.mapValues { Aggregate($0, seed: 1, hasBounds: pinned) }.filter { $0.value.n > 0 }
    let why = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return SuiteResult.Metric(
      mean: all.mean, median: all.median, iqm: all.iqm, lo: all.lo, hi: all.hi, n: all.n, unmeasured: all.unmeasured,
      score: score.isEmpty
        ? nil
        : .init(Aggregate(score, seed: 1), lowMotion: lowMotion, reasons: scoreReasons.isEmpty ? nil : scoreReasons),
      truth: known["truth"]?.mean, copyLast: known["copy_last"]?.mean, copyLastMedian: known["copy_last"]?.median,
      constantVelocity: known["constant_velocity"]?.mean, secondTake: known["second_take"]?.mean,
      compressed: known["compressed"]?.mean,
      note: all.mean == nil ? why : note,
      episodes: Set(value.lazy.filter { $0.value != nil }.map(\.initial)).count,
      reasons: reasons.isEmpty ? nil : reasons,
      references: known.isEmpty || !pinned
        ? nil : known.mapValues { .init(mean: $0.mean, lo: $0.lo, hi: $0.hi, n: $0.n) })
  }
}
