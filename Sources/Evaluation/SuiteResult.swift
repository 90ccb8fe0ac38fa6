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

    enum CodingKeys: String, CodingKey {
      case mean, median, lo, hi, n, unmeasured, truth
      case copyLast = "copy_last"
      case copyLastMedian = "copy_last_median"
      case secondTake = "second_take"
    }
  }

  public struct Seconds: Codable, Sendable {
    public var record: Double
    public var predict: Double
    public var score: Double
    public var total: Double
  }

  public struct Model: Codable, Sendable {
    public var path: String
    public var sha256: String
  }

  public var suite: String
  public var suiteHash: String
  public var model: Model
  public var episodes: Int
  public var metrics: [String: Metric]
  /// Each episode's values, by name, in the suite's order; null where not measurable.
  public var perEpisode: [String: [String: Double?]]
  public var seconds: Seconds

  enum CodingKeys: String, CodingKey {
    case suite, model, episodes, metrics, seconds
    case suiteHash = "suite_sha256"
    case perEpisode = "per_episode"
  }
}
