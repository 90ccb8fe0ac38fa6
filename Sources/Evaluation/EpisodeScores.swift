import Scenarios
import Scoring

/// What a suite keeps of one episode's scores; the store holds it as JSON until the suite is finished.
struct EpisodeScores: Codable, Sendable {
  /// One metric of the samples, with its reference columns.
  struct Row: Codable, Sendable {
    var metric: MetricName
    /// A value a seed; nil where not measurable.
    var values: [Double?]
    var truth: Double?
    var copyLast: Double?
    var constantVelocity: Double?
    var secondTake: Double?
    /// A seed's normalised score each; nil for metrics without.
    var normalised: [NormalisedScore]?
    /// Why a value is nil, or what else to know.
    var note: String?
  }

  /// A metric that belongs to the episode and not to a sample.
  struct Extra: Codable, Sendable {
    var metric: MetricName
    var value: Double?
    var note: String?
  }

  var scenario: String
  /// Nil in scores that an older program stored.
  var setting: ScenarioSetting?
  var seeds: [UInt64]
  var rows: [Row]
  var extras: [Extra]
  /// The means over samples, by name.
  var summary: [String: Double?]
  /// The samples' mean at each predicted frame, and copying's, by metric: what the report draws.
  var curves: [String: Curve]
  var seconds: SuiteResult.Seconds

  struct Curve: Codable, Sendable {
    var prediction: [Double?]
    var copyLast: [Double?]
  }

  static let drawn: [MetricName] = [
    .psnr, .foregroundSkill, .trajectory, .permanence, .velocity, .gravity, .energyInjection,
  ]

  init(_ scores: RunScores, of scenario: Scenario, _ setting: ScenarioSetting, seconds: SuiteResult.Seconds) {
    self.setting = setting
    self.scenario = scenario.name
    seeds = scenario.sampler.seeds
    rows = (scores.tables.first?.rows ?? []).map { row in
      let values = scores.tables.map { $0[row.metric]?.value.value }
      return Row(
        metric: row.metric, values: values, truth: row.truth.value,
        copyLast: row.copyLast.value, constantVelocity: row.constantVelocity.value,
        secondTake: row.secondTake?.value,
        normalised: Self.normalised(row.metric, values, copy: row.copyLast.value, scores.variation),
        note: scores.tables.lazy.compactMap { $0[row.metric]?.value.note }.first)
    }
    extras = scores.extras.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      Extra(metric: $0.key, value: $0.value.value, note: $0.value.note)
    }
    summary = scores.summary.mapValues(\.value)
    curves = [:]
    for metric in Self.drawn {
      let all = scores.tables.compactMap { $0[metric]?.value.curve }
      guard let first = all.first, let copied = scores.tables.first?[metric]?.copyLast.curve else { continue }
      let mean = first.indices.map { t in all.compactMap { $0[t] }.mean }
      curves[metric.rawValue] = Curve(prediction: mean, copyLast: copied)
    }
    self.seconds = seconds
  }

  private static func normalised(
    _ metric: MetricName, _ values: [Double?], copy: Double?, _ variation: TakeVariation
  ) -> [NormalisedScore]? {
    guard metric.isNormalised else { return nil }
    return values.map { value in
      NormalisedScore(
        error: value.map { metric.error($0) }, copy: copy.map { metric.error($0) }, variation: variation[metric])
    }
  }
}
