import Diagnostics
import Foundation
import RunStore
import Scoring

/// Models on one suite, with the rows that are always pinned: truth, a second take, copying, constant velocity.
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
  }

  public static let metrics: [MetricName] = [
    .foregroundSkill, .psnr, .reprojection, .trajectory, .permanence, .actionFollowing, .counterfactualSkill,
  ]

  public var suite: String
  public var rows: [Row]

  /// The newest evaluation of each model on the same suite file by the same definitions, `result` standing for its own.
  public init(_ result: SuiteResult, in store: RunStore) throws {
    suite = result.suite
    var models = [result]
    for record in try store.suiteRuns() where record.finished != nil && record.suiteHash == result.suiteHash {
      guard !models.contains(where: { $0.model.sha256 == record.modelHash }),
        let text = try? String(contentsOfFile: record.file, encoding: .utf8),
        let other = try? StableJSON.value(text, as: SuiteResult.self, at: record.file),
        other.scorerRevision == result.scorerRevision
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
    let pinned: [(String, (SuiteResult.Metric) -> Double?)] = [
      ("ground truth", { $0.truth }), ("second take", { $0.secondTake }), ("copy-last", { $0.copyLast }),
      ("constant velocity", { $0.constantVelocity }),
    ]
    rows =
      Self.ranked(own)
      + pinned.map { name, value in
        Row(
          name: name, isPinned: true,
          places: Self.places { metric in result.metrics[metric.rawValue].flatMap(value).map { Place(mean: $0) } })
      }
  }

  private static func places(_ of: (MetricName) -> Place?) -> [String: Place] {
    Dictionary(uniqueKeysWithValues: metrics.compactMap { metric in of(metric).map { (metric.rawValue, $0) } })
  }

  /// A model's rank is one more than the number of those whose bounds lie wholly on the better side of its own.
  private static func ranked(_ rows: [Row]) -> [Row] {
    var out = rows
    for metric in metrics {
      guard let higher = metric.higherIsBetter else { continue }
      for i in rows.indices {
        guard let place = rows[i].places[metric.rawValue], let lo = place.lo ?? place.mean,
          let hi = place.hi ?? place.mean
        else { continue }
        let better = rows.filter { other in
          guard let theirs = other.places[metric.rawValue], let a = theirs.lo ?? theirs.mean,
            let b = theirs.hi ?? theirs.mean
          else { return false }
          return higher ? a > hi : b < lo
        }
        out[i].places[metric.rawValue]?.rank = better.count + 1
      }
    }
    return out
  }
}
