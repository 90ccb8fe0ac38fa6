import Scenarios
import Scoring

/// What a suite keeps of one episode's scores; the store holds it as JSON until the suite is finished.
///
/// Keys that were added later are optional: what an older program stored is still read.
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
    /// Nil where an older program scored it, or the model has no compressor.
    var compressed: Double?
    /// A seed's normalised score each; nil for metrics without.
    var normalised: [NormalisedScore]?
    /// Why a value is nil, or what else to know.
    var note: String?
    /// Figures beside the value, by name: means over the samples that have them.
    var details: [String: Double]?
    /// Why each seed's value is nil; nil where it has one.
    var reasons: [String?]?
    /// How much of what the metric looks at truth lets it measure, 0...1, by seed; nil where an older program scored it.
    var measurable: [Double]?
    /// A value a seed for each camera, by name; nil where there is one camera, or no meaning.
    var views: [String: [Double?]]?
  }

  /// A metric that belongs to the episode and not to a sample.
  struct Extra: Codable, Sendable {
    var metric: MetricName
    var value: Double?
    var note: String?
    var details: [String: Double]?
    /// Nil for metrics without.
    var normalised: NormalisedScore?
    var copyLast: Double?
  }

  var scenario: String
  /// What is independent of the other episodes; nil in scores that an older program stored, where names tell.
  var unit: String?
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
  /// How well objects can be read out of truth; nil where there are none.
  var readout: SuiteResult.Readout?
  /// Nil where an older program scored it, or nothing can be drawn.
  var drawings: EpisodeDrawings?

  struct Curve: Codable, Sendable {
    var prediction: [Double?]
    var copyLast: [Double?]
  }

  static let drawn: [MetricName] = [
    .psnr, .foregroundSkill, .trajectory, .permanence, .velocity, .gravity, .energyInjection,
  ]

  /// What the episode was drawn from.
  var template: String { Suite.template(of: scenario) }
}

extension EpisodeScores {
  init(_ scores: RunScores, of scenario: Scenario, _ setting: ScenarioSetting, seconds: SuiteResult.Seconds) {
    (self.setting, self.scenario, seeds, self.seconds) = (setting, scenario.name, scenario.sampler.seeds, seconds)
    unit = scenario.unit
    rows = (scores.tables.first?.rows ?? []).map { Row($0, scores) }
    extras = scores.extras.sorted { $0.key.rawValue < $1.key.rawValue }.map { Extra($0.key, $0.value, scores) }
    summary = scores.summary.mapValues(\.value)
    curves = [:]
    for metric in Self.drawn {
      let all = scores.tables.compactMap { $0[metric]?.value.curve }
      guard let first = all.first, let copied = scores.tables.first?[metric]?.copyLast.curve else { continue }
      let mean = first.indices.map { t in all.compactMap { $0[t] }.mean }
      curves[metric.rawValue] = Curve(prediction: mean, copyLast: copied)
    }
    let gate = scores.scorer.gate
    if gate.truth.count > 0 { readout = .init(gate) }
  }
}

extension EpisodeScores.Row {
  /// - Parameter first: of the first sample; the reference columns are the same for all of them.
  init(_ first: ScoreTable.Row, _ scores: RunScores) {
    let samples = scores.tables.compactMap { $0[first.metric]?.value }
    metric = first.metric
    values = samples.map(\.value)
    (truth, copyLast, constantVelocity) = (first.truth.value, first.copyLast.value, first.constantVelocity.value)
    (secondTake, compressed) = (first.secondTake?.value, first.compressed?.value)
    let copied = copyLast
    normalised =
      metric.isNormalised
      ? samples.map { NormalisedScore(first.metric, value: $0.value, copy: copied, variation: scores.variation) } : nil
    note = samples.lazy.compactMap(\.note).first
    reasons = samples.contains { $0.value == nil } ? samples.map { $0.value == nil ? $0.note : nil } : nil
    details = Self.means(samples.map(\.details))
    measurable = samples.map(\.measurable)
    guard samples.contains(where: { $0.views != nil }) else { return }
    views = [:]
    for (i, view) in scores.scorer.truth.views.enumerated() {
      views?[view.camera] = samples.map { $0.views?[i] ?? nil }
    }
  }

  /// Nil where there are none.
  private static func means(_ details: [[String: Double]]) -> [String: Double]? {
    let names = Set(details.flatMap(\.keys))
    return names.isEmpty
      ? nil
      : Dictionary(uniqueKeysWithValues: names.map { name in (name, details.compactMap { $0[name] }.mean ?? 0) })
  }
}

extension EpisodeScores.Extra {
  init(_ metric: MetricName, _ value: MetricValue, _ scores: RunScores) {
    (self.metric, self.value, note) = (metric, value.value, value.note)
    details = value.details.isEmpty ? nil : value.details
    copyLast = scores.copyLast(metric)
    guard metric.isNormalised else { return }
    let copied = scores.copyEnsemble?.metrics[metric]?.value
    normalised = NormalisedScore(metric, value: value.value, copy: copied, variation: scores.variation)
  }
}

extension NormalisedScore {
  fileprivate init(_ metric: MetricName, value: Double?, copy: Double?, variation: TakeVariation) {
    self.init(
      error: value.map { metric.error($0) }, copy: copy.map { metric.error($0) }, variation: variation[metric])
  }
}
