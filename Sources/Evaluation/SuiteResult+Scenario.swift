import Diagnostics
import Scoring

extension SuiteResult {
  /// Where the evaluation's files are.
  public struct Files: Codable, Sendable {
    /// This object.
    public var result: String
    /// One HTML page that shows it.
    public var report: String
  }

  /// One scenario of a suite: what was predicted from what, and what each metric says.
  public struct Scenario: Codable, Sendable {
    public struct Metric: Codable, Sendable {
      /// The samples' mean, and a value a seed.
      @Nullable public var raw: Double? = nil
      public var values: [Double?]
      /// On the scale from copying to truth's own variation, the samples' mean.
      @Nullable public var score: Double? = nil
      /// What truth itself has: the readout's floor.
      @Nullable public var floor: Double? = nil
      /// What other takes of the same actions err by, and what copying the last frame does; nil for metrics that are not
      /// normalised.
      @Nullable public var variation: Double? = nil
      @Nullable public var copyError: Double? = nil
      public var isMeasurable: Bool
      /// How much of what the metric looks at could be measured, 0...1; nil where an older program scored it.
      public var measurableShare: Double?
      /// Why not, or what else to know.
      public var reason: String?
      /// Figures beside the value, by name: the samples' means.
      public var details: [String: Double]?
      /// A value a seed for each camera, by name, where there are several.
      public var views: [String: [Double?]]?

      enum CodingKeys: String, CodingKey {
        case raw, values, score, floor, reason, details, views
        case variation = "e_var"
        case copyError = "e_copy"
        case isMeasurable = "measurable"
        case measurableShare = "measurable_share"
      }
    }

    /// A value a predicted frame: the samples' mean, and the last given frame copied.
    public struct Curve: Codable, Sendable {
      public var prediction: [Double?]
      public var copyLast: [Double?]

      enum CodingKeys: String, CodingKey {
        case prediction
        case copyLast = "copy_last"
      }
    }

    /// Nil where an older program scored it.
    public var setting: ScenarioSetting?
    public var metrics: [String: Metric]
    public var curves: [String: Curve]
    /// How well objects can be read out of truth; nil where there are none.
    public var readout: Readout?
  }

  /// The readout's gate: overlap with the true masks and distance of their centres, px, on truth and on truth after the
  /// compressor.
  public struct Readout: Codable, Sendable {
    public var passes: Bool
    public var overlap: Double
    public var displacement: Double
    /// Nil without a compressor.
    public var compressedOverlap: Double?
    public var compressedDisplacement: Double?

    enum CodingKeys: String, CodingKey {
      case passes, overlap
      case displacement = "displacement_px"
      case compressedOverlap = "compressed_overlap"
      case compressedDisplacement = "compressed_displacement_px"
    }

    init(_ gate: ReadoutGate) {
      (passes, overlap, displacement) = (gate.passes, gate.truth.overlap, gate.truth.displacement)
      (compressedOverlap, compressedDisplacement) = (gate.compressed?.overlap, gate.compressed?.displacement)
    }
  }

  /// The metrics of each group, by name; ranks are formed within a group.
  static let groups: [String: [String]] = Dictionary(grouping: SanityMatrix.rows, by: \.group.rawValue)
    .mapValues { $0.map(\.metric.rawValue).sorted() }
}

/// What decides a scenario's predictions.
public struct ScenarioSetting: Codable, Sendable {
  /// Of the scenario's file, and of everything that decides its truth.
  public var scenarioHash: String
  public var dataHash: String
  public var model: SuiteResult.Model
  public var cameras: [String]
  /// Given and predicted frames.
  public var context: Int
  public var horizon: Int
  public var seeds: [UInt64]
  /// Sampling steps a latent frame.
  public var steps: Int
  /// Frames a second: what a curve's steps are; nil where an older program scored it.
  public var rate: Double?

  enum CodingKeys: String, CodingKey {
    case model, cameras, context, horizon, seeds, steps, rate
    case scenarioHash = "scenario_sha256"
    case dataHash = "data_sha256"
  }
}

extension SuiteResult.Scenario {
  init(_ episode: EpisodeScores) {
    setting = episode.setting
    metrics = Dictionary(uniqueKeysWithValues: episode.rows.map { ($0.metric.rawValue, Metric($0)) })
    for extra in episode.extras {
      metrics[extra.metric.rawValue] = Metric(
        raw: extra.value, values: [extra.value], score: extra.normalised?.value,
        variation: extra.normalised?.variation, copyError: extra.normalised?.copyError,
        isMeasurable: extra.value != nil, reason: extra.note, details: extra.details)
    }
    readout = episode.readout
    curves = episode.curves.mapValues { Curve(prediction: $0.prediction, copyLast: $0.copyLast) }
  }
}

extension SuiteResult.Scenario.Metric {
  init(_ row: EpisodeScores.Row) {
    let mean = row.values.compactMap { $0 }.mean
    raw = mean
    values = row.values
    score = row.normalised?.compactMap(\.value).mean
    floor = row.truth
    (variation, copyError) = (row.normalised?.first?.variation, row.normalised?.first?.copyError)
    isMeasurable = mean != nil
    measurableShare = row.measurable?.mean
    reason = row.note ?? row.normalised?.first?.note
    details = row.details
    views = row.views
  }
}
