import GRDB

/// What one metric says of one sample of a suite's scenario, over the whole horizon or at one time.
public struct SuiteValueRow: Codable, Equatable, Sendable, FetchableRecord, PersistableRecord {
  public static let databaseTableName = "suite_value"

  public var suiteRun: String
  public var scenario: String
  /// Counted from 0, in the order of the scenario's seeds; −1 for the mean over samples.
  public var sample: Int
  /// A camera, or empty for all together.
  public var view: String
  public var metric: String
  /// Seconds after the context, or nil for the whole horizon.
  public var t: Double?
  /// Nil where it could not be measured.
  public var value: Double?
  /// `ok`, or why there is no value.
  public var status: String

  public init(
    suiteRun: String, scenario: String, sample: Int, view: String = "", metric: String, t: Double? = nil,
    value: Double?,
    status: String
  ) {
    (self.suiteRun, self.scenario, self.sample, self.view) = (suiteRun, scenario, sample, view)
    (self.metric, self.t, self.value, self.status) = (metric, t, value, status)
  }
}
