import Foundation
import GRDB

/// One evaluation of a suite as the store remembers it; it is unfinished where `finished` is nil.
public struct SuiteRecord: Codable, Equatable, Sendable {
  /// `<UTC time>-<suite>-<four hex digits>`; sorts by time.
  public var id: String
  /// ISO 8601, UTC.
  public var started: String
  public var finished: String?
  /// Equal where the same episodes would get the same scores: an interrupted evaluation goes on under it.
  public var key: String
  public var suite: String
  public var suitePath: String
  public var suiteHash: String
  public var modelPath: String
  public var modelHash: String
  public var version: String
  public var engine: String
  public var threads: Int
  /// The JSON that `orrery evaluate --json` prints.
  public var file: String

  public init(
    id: String, started: String, key: String, suite: String, suitePath: String, suiteHash: String, modelPath: String,
    modelHash: String, version: String, engine: String, threads: Int, file: String
  ) {
    (self.id, self.started, self.key) = (id, started, key)
    (self.suite, self.suitePath, self.suiteHash) = (suite, suitePath, suiteHash)
    (self.modelPath, self.modelHash) = (modelPath, modelHash)
    (self.version, self.engine, self.threads, self.file) = (version, engine, threads, file)
  }
}

extension SuiteRecord: FetchableRecord, PersistableRecord {
  public static let databaseTableName = "suite_run"
}

/// The scores of one episode of a suite, as JSON.
struct SuiteEpisodeRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "suite_episode"

  var suiteRun: String
  var scenario: String
  var scores: String
}

/// One metric over a suite's episodes.
public struct AggregateRow: Codable, Equatable, Sendable, FetchableRecord, PersistableRecord {
  public static let databaseTableName = "aggregate"

  public var suiteRun: String
  public var metric: String
  public var mean: Double?
  public var median: Double?
  /// Mean of the middle half.
  public var iqm: Double?
  /// 95% bounds of the mean.
  public var lo: Double?
  public var hi: Double?
  /// Values (one a sample of an episode) that could be measured, and those that could not.
  public var n: Int
  public var unmeasured: Int
  /// Episodes with a value; nil where nobody counted them.
  public var episodes: Int?

  public init(
    suiteRun: String, metric: String, mean: Double?, median: Double?, iqm: Double? = nil, lo: Double?, hi: Double?,
    n: Int, unmeasured: Int, episodes: Int? = nil
  ) {
    (self.suiteRun, self.metric, self.mean, self.median, self.iqm) = (suiteRun, metric, mean, median, iqm)
    (self.lo, self.hi, self.n, self.unmeasured, self.episodes) = (lo, hi, n, unmeasured, episodes)
  }
}
