import Diagnostics
import Foundation
import Scoring

/// What a suite measured; the object that `orrery evaluate --json` prints.
public struct SuiteResult: Codable, Sendable {
  /// One metric over the suite's episodes.
  public struct Metric: Codable, Sendable {
    @Nullable public var mean: Double? = nil
    @Nullable public var median: Double? = nil
    /// Mean of the middle half.
    @Nullable public var iqm: Double? = nil
    /// 95% bounds of the mean.
    @Nullable public var lo: Double? = nil
    @Nullable public var hi: Double? = nil
    /// Values (one a sample of an episode) that could be measured, and those that could not.
    public var n: Int
    public var unmeasured: Int
    /// On the scale from copying to truth's own variation; nil for metrics that are not normalised.
    @Nullable public var score: Score? = nil
    /// The same of truth, of the last frame copied, and of a second take; nil for scores that have none.
    @Nullable public var truth: Double? = nil
    @Nullable public var copyLast: Double? = nil
    @Nullable public var copyLastMedian: Double? = nil
    @Nullable public var constantVelocity: Double? = nil
    @Nullable public var secondTake: Double? = nil
    /// Truth after the model's compressor: the most that the model can get; nil without one.
    @Nullable public var compressed: Double? = nil
    /// Why there is no value, or what else to know.
    public var note: String?
    /// Episodes with a value; nil of a ranking of policies.
    public var episodes: Int?
    /// Why values are missing: how many for each reason.
    public var reasons: [String: Int]?
    /// The pinned rows with their bounds: `truth`, `copy_last`, `constant_velocity`, `second_take`, `compressed`.
    public var references: [String: Reference]?

    enum CodingKeys: String, CodingKey {
      case mean, median, iqm, score, lo, hi, n, unmeasured, truth, compressed, note, episodes, reasons, references
      case copyLast = "copy_last"
      case copyLastMedian = "copy_last_median"
      case constantVelocity = "constant_velocity"
      case secondTake = "second_take"
    }
  }

  /// Normalised scores of a metric, formed a scenario at a time.
  public struct Score: Codable, Sendable {
    public var mean: Double?
    /// 95% bounds of the mean.
    public var lo: Double?
    public var hi: Double?
    public var n: Int
    /// Samples left out because copying errs less than three times as much as another take.
    public var lowMotion: Int
    /// Why scores are missing: how many for each reason.
    public var reasons: [String: Int]?

    enum CodingKeys: String, CodingKey {
      case mean, lo, hi, n, reasons
      case lowMotion = "low_motion"
    }

    init(_ all: Aggregate, lowMotion: Int, reasons: [String: Int]?) {
      (mean, lo, hi, n) = (all.mean, all.lo, all.hi, all.n)
      (self.lowMotion, self.reasons) = (lowMotion, reasons)
    }
  }

  /// How often a policy succeeded, in the simulator and in the model, with 95% bounds.
  public struct Policy: Codable, Sendable {
    public struct Shares: Codable, Sendable {
      public var simulator: WilsonInterval?
      public var model: WilsonInterval?
    }

    public var name: String
    /// Over all tasks.
    public var simulator: WilsonInterval?
    public var model: WilsonInterval?
    /// By task.
    public var tasks: [String: Shares]
  }

  public struct Seconds: Codable, Sendable {
    public var record = 0.0
    public var predict = 0.0
    public var score = 0.0
    public var total = 0.0

    static func + (a: Self, b: Self) -> Self {
      Self(
        record: a.record + b.record, predict: a.predict + b.predict, score: a.score + b.score, total: a.total + b.total)
    }
  }

  public struct Model: Codable, Sendable {
    public var path: String
    public var sha256: String
  }

  /// Of this object's form.
  public var schema = 2
  /// The evaluation's name in the store.
  public var run: String
  public var files: Files
  public var suite: String
  public var suiteHash: String
  public var suiteVersion: Int?
  /// Of the metrics' definitions.
  public var scorerRevision: Int?
  public var model: Model
  public var episodes: Int
  public var metrics: [String: Metric]
  /// The same over the episodes of each split; nil where the suite has none.
  public var splits: [String: [String: Metric]]?
  /// Each episode's values, by name, by name; null where not measurable.
  public var perEpisode: [String: [String: Double?]]
  /// Whether the scores themselves can be trusted; nil where it was not asked.
  public var selftest: SelfTest?
  /// Against an earlier evaluation; nil where it was not asked.
  public var gate: RegressionGate?
  /// Each scenario by name; nil of a suite of policies.
  public var scenarios: [String: Scenario]?
  /// The metrics of each group.
  public var groups: [String: [String]]?
  /// Nil where no episode has objects.
  public var readout: ReadoutCount?
  /// Nil where no object rests alone.
  public var earlyShare: EarlyShare?
  public var seconds: Seconds
  /// A row a policy; nil where the suite is none of policies.
  public var policies: [Policy]?
  /// The share of attempts in the simulator on whose success the readout and the simulator's state agree.
  public var readoutAgreement: Double?

  enum CodingKeys: String, CodingKey {
    case schema, run, files, suite, model, episodes, metrics, splits, selftest, scenarios, groups, seconds, policies,
      readout
    case earlyShare = "early_share"
    case readoutAgreement = "readout_agreement"
    case suiteHash = "suite_sha256"
    case suiteVersion = "suite_version"
    case scorerRevision = "scorer_revision"
    case gate
    case perEpisode = "per_episode"
  }
}
