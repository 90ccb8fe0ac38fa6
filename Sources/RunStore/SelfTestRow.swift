import GRDB

/// One check of the scores themselves, made beside a suite.
public struct SelfTestRow: Codable, Equatable, Sendable, FetchableRecord, PersistableRecord {
  public static let databaseTableName = "selftest"

  public var suiteRun: String
  public var metric: String
  /// A corruption's name, or `truth`.
  public var corruption: String
  public var delta: Double?
  /// 95% bounds of `delta`.
  public var lo: Double?
  public var hi: Double?
  public var pass: Bool
  public var rule: String
  public var note: String?

  public init(
    suiteRun: String, metric: String, corruption: String, delta: Double?, lo: Double?, hi: Double?, pass: Bool,
    rule: String, note: String?
  ) {
    (self.suiteRun, self.metric, self.corruption) = (suiteRun, metric, corruption)
    (self.delta, self.lo, self.hi) = (delta, lo, hi)
    (self.pass, self.rule, self.note) = (pass, rule, note)
  }
}
