import Foundation
import Scoring

/// What a suite measured; the object that `orrery evaluate --json` prints.
public struct SuiteResult: Codable, Sendable {
  /// One metric over the suite's episodes.
  public struct Metric: Codable, Sendable {
    public var mean: Double?
    public var median: Double?
    /// 95% bounds of the mean.
    public var lo: Double?
    public var hi: Double?
    /// Episodes with a value, and without.
    public var n: Int
    public var unmeasured: Int
    /// The same of truth, of the last frame copied, and of a second take; nil for scores that have none.
    public var truth: Double?
    public var copyLast: Double?
    public var copyLastMedian: Double?
    public var secondTake: Double?
    /// Why there is no value.
    public var note: String?

    enum CodingKeys: String, CodingKey {
      case mean, median, lo, hi, n, unmeasured, truth, note
      case copyLast = "copy_last"
      case copyLastMedian = "copy_last_median"
      case secondTake = "second_take"
    }

    public func encode(to encoder: any Encoder) throws {
      var out = encoder.container(keyedBy: CodingKeys.self)
      // Nulls are written: a script may rely on these keys.
      try out.encode(mean, forKey: .mean)
      try out.encode(lo, forKey: .lo)
      try out.encode(hi, forKey: .hi)
      try out.encodeIfPresent(median, forKey: .median)
      try out.encode(n, forKey: .n)
      try out.encode(unmeasured, forKey: .unmeasured)
      try out.encodeIfPresent(truth, forKey: .truth)
      try out.encodeIfPresent(copyLast, forKey: .copyLast)
      try out.encodeIfPresent(copyLastMedian, forKey: .copyLastMedian)
      try out.encodeIfPresent(secondTake, forKey: .secondTake)
      try out.encodeIfPresent(note, forKey: .note)
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

  /// The evaluation's name in the store, and the file there that holds this object.
  public var run: String
  public var file: String
  public var suite: String
  public var suiteHash: String
  public var model: Model
  public var episodes: Int
  public var metrics: [String: Metric]
  /// The same over the episodes of each split; nil where the suite has none.
  public var splits: [String: [String: Metric]]?
  /// Each episode's values, by name, in the suite's order; null where not measurable.
  public var perEpisode: [String: [String: Double?]]
  public var seconds: Seconds
  /// A row a policy; nil where the suite is none of policies.
  public var policies: [Policy]?
  /// The share of attempts in the simulator on whose success the readout and the simulator's state agree.
  public var readoutAgreement: Double?

  enum CodingKeys: String, CodingKey {
    case run, file, suite, model, episodes, metrics, splits, seconds, policies
    case readoutAgreement = "readout_agreement"
    case suiteHash = "suite_sha256"
    case perEpisode = "per_episode"
  }
}
