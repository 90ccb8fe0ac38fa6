import GRDB

/// What one metric says of one sample of a suite's scenario.
public struct SuiteValueRow: Codable, Equatable, Sendable, FetchableRecord, PersistableRecord {
  public static let databaseTableName = "suite_value"

  public var suiteRun: String
  public var scenario: String
  /// Counted from 0, in the order of the scenario's seeds.
  public var sample: Int
  public var metric: String
  /// Nil where it could not be measured.
  public var value: Double?
  /// `ok`, or why there is no value.
  public var status: String

  public init(suiteRun: String, scenario: String, sample: Int, metric: String, value: Double?, status: String) {
    (self.suiteRun, self.scenario, self.sample, self.metric) = (suiteRun, scenario, sample, metric)
    (self.value, self.status) = (value, status)
  }
}
