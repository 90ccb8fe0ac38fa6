import Diagnostics
import Foundation
import RunStore
import Scoring

/// Models on one suite, with the rows that are always pinned: truth, a second take, copying, constant velocity.
///
/// Models are ranked within each group of metrics; there is no rank over all.
public struct Leaderboard: Codable, Sendable {
  public struct Place: Codable, Sendable {
    public var mean: Double?
    public var lo: Double?
    public var hi: Double?
    /// 1 is best; models whose bounds overlap share a rank. Nil for pinned rows.
    public var rank: Int?
  }

  public struct Row: Codable, Sendable {
    public var name: String
    public var run: String?
    public var isPinned: Bool
    public var places: [String: Place]
    /// By group; none for pinned rows.
    public var ranks: [String: Int] = [:]
  }

  /// The metrics of each group, in the order of reports.
  public static let groups: [(group: SanityMatrix.Group, metrics: [MetricName])] = SanityMatrix.Group.allCases.map {
    group in
    (group, SanityMatrix.rows.filter { $0.group == group }.map(\.metric))
  }

  public var suite: String
  public var rows: [Row]

  /// The newest evaluation of each model on the same suite file and the same truth by the same definitions, `result`
  /// standing for its own.
  public init(_ result: SuiteResult, in store: RunStore) throws {
    suite = result.suite
    var models = [result]
    for record in try store.suiteRuns() where record.finished != nil && record.suiteHash == result.suiteHash {
      guard !models.contains(where: { $0.model.sha256 == record.modelHash }),
        let text = try? String(contentsOfFile: record.file, encoding: .utf8),
        let other = try? StableJSON.value(text, as: SuiteResult.self, at: record.file),
        other.scorerRevision == result.scorerRevision, Self.sharesTruth(other, result)
      else { continue }
      models.append(other)
    }
    let own = models.map { one in
      Row(
        name: one.model.path, run: one.run, isPinned: false,
        places: Self.places { metric in
          one.metrics[metric.rawValue].map { Place(mean: $0.mean, lo: $0.lo, hi: $0.hi) }
        })
    }
    rows = LeaderboardRanking(own).rows + Self.pinned(result)
  }

  /// Whether no scenario's truth is another one: worlds may change under a suite whose file does not.
  private static func sharesTruth(_ a: SuiteResult, _ b: SuiteResult) -> Bool {
    func truths(_ result: SuiteResult) -> [String: String] {
      (result.scenarios ?? [:]).compactMapValues { $0.setting?.dataHash }
    }
    let other = truths(b)
    return truths(a).allSatisfy { name, hash in other[name].map { $0 == hash } ?? true }
  }

  private static func pinned(_ result: SuiteResult) -> [Row] {
    let kinds: [(String, String, (SuiteResult.Metric) -> Double?)] = [
      ("ground truth", "truth", { $0.truth }), ("second take", "second_take", { $0.secondTake }),
      ("copy-last", "copy_last", { $0.copyLast }), ("constant velocity", "constant_velocity", { $0.constantVelocity }),
    ]
    return kinds.map { name, key, value in
      Row(
        name: name, isPinned: true,
        places: places { metric in
          guard let values = result.metrics[metric.rawValue], let mean = value(values) else { return nil }
          let bounds = values.references?[key]
          return Place(mean: mean, lo: bounds?.lo, hi: bounds?.hi)
        })
    }
  }

  private static func places(_ of: (MetricName) -> Place?) -> [String: Place] {
    let metrics = groups.flatMap(\.metrics)
    return Dictionary(uniqueKeysWithValues: metrics.compactMap { metric in of(metric).map { (metric.rawValue, $0) } })
  }
}
