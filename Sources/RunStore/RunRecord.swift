import Foundation
import GRDB

/// One run as the store remembers it: what was asked, with which bits, and where the results lie.
///
/// Frames are never in the database; `folder` holds them.
public struct RunRecord: Codable, Equatable, Sendable {
  /// `<UTC time>-<scenario, at most 60 characters>-<four hex digits>`; sorts by time.
  public var id: String
  /// ISO 8601, UTC.
  public var started: String
  public var finished: String?
  /// `running`, `done` or `failed`.
  public var status: Status
  public var scenario: String
  public var scenarioPath: String
  public var scenarioHash: String
  public var modelPath: String
  public var modelHash: String
  /// Hash of the recorded frames and actions that conditioned and judge the run.
  public var dataHash: String
  /// The sampler's settings and seeds, as JSON.
  public var settings: String
  public var version: String
  /// OpenBLAS's kernels, and the arithmetic.
  public var engine: String
  public var threads: Int
  public var folder: String
  /// The object that `orrery run --json` prints, as JSON.
  public var summary: String?
  /// The evaluation of a suite that kept this run of one of its episodes; nil: a run of its own.
  public var suite: String?

  public enum Status: String, Codable, Sendable {
    case running, done, failed
  }

  public init(
    id: String, started: String, scenario: String, scenarioPath: String, scenarioHash: String, modelPath: String,
    modelHash: String, dataHash: String, settings: String, version: String, engine: String, threads: Int,
    folder: String, suite: String? = nil
  ) {
    self.id = id
    self.started = started
    self.status = .running
    self.scenario = scenario
    self.scenarioPath = scenarioPath
    self.scenarioHash = scenarioHash
    self.modelPath = modelPath
    self.modelHash = modelHash
    self.dataHash = dataHash
    self.settings = settings
    self.version = version
    self.engine = engine
    self.threads = threads
    self.folder = folder
    self.suite = suite
  }
}

extension RunRecord: FetchableRecord, PersistableRecord {
  public static let databaseTableName = "run"
}

/// One measured number of a run: a metric's value for a sample and a view, over the whole horizon or at one time.
public struct MetricRow: Codable, Equatable, Sendable {
  public var run: String
  /// The sample's index; −1 for the mean over samples.
  public var sample: Int
  /// A camera, or empty for all together.
  public var view: String
  public var metric: String
  /// Seconds after the context, or nil for the whole horizon.
  public var t: Double?
  /// Nil where it could not be measured; `status` says why.
  public var value: Double?
  /// `ok`, or the reason why there is no value.
  public var status: String

  public init(
    run: String, sample: Int, view: String, metric: String, t: Double? = nil, value: Double?, status: String = "ok"
  ) {
    self.run = run
    self.sample = sample
    self.view = view
    self.metric = metric
    self.t = t
    self.value = value
    self.status = status
  }
}

extension MetricRow: FetchableRecord, PersistableRecord {
  public static let databaseTableName = "metric_value"
}
