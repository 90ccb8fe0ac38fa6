import Diagnostics
import Foundation
import Scoring

/// Whether an evaluation is no worse than an earlier one of the same suite.
///
/// It is refused where a tier-1 metric may have lost more than .02 (the upper 95% bound of the paired loss, on a scale
/// from 0 to 1), where less could be measured, where the suite or the truth that it records changed without a new
/// `version`, or where scores meant something else.
public struct RegressionGate: Codable, Sendable {
  public static let tolerance = 0.02
  public static let shareTolerance = 0.01

  public var against: String
  public var passed: Bool
  /// A sentence for each thing that is worse.
  public var failures: [String]
  public var comparison: ScoreComparison

  public init(_ new: ScoreSet, against old: ScoreSet) throws {
    guard new.subject == old.subject else {
      throw UserError(
        "\(old.id) is an evaluation of \(old.subject), not of \(new.subject)", at: "--against",
        fix: "Name one of the same suite")
    }
    comparison = try ScoreComparison(new, old)
    against = old.id
    failures = comparison.tier1.compactMap { row in
      // Without an interval (a single pair) the difference itself decides.
      guard let worst = row.difference.lo ?? row.difference.mean, -worst > Self.tolerance else { return nil }
      return "\(row.metric) may have lost \(Self.show(-worst)), more than \(Self.show(Self.tolerance))"
    }
    let (now, before) = (new.measurableShare, old.measurableShare)
    if before - now >= Self.shareTolerance {
      failures.append("only \(Self.show(now)) of the values could be measured, before \(Self.show(before))")
    }
    failures += Self.changes(new, old)
    passed = failures.isEmpty
  }

  /// What makes two evaluations of one suite no longer comparable.
  private static func changes(_ new: ScoreSet, _ old: ScoreSet) -> [String] {
    var changes: [String] = []
    if new.suiteHash != old.suiteHash, new.suiteVersion == old.suiteVersion {
      changes.append("the suite's file changed, and its `version` did not")
    }
    let other = old.truths.keys.filter { new.truths[$0] != nil && new.truths[$0] != old.truths[$0] }.sorted()
    if let first = other.first, new.suiteVersion == old.suiteVersion {
      changes.append(
        "the truth of \(other.count == 1 ? "a scenario" : "\(other.count) scenarios") changed (\(first)), and the suite's `version` did not"
      )
    }
    if let now = new.scorerRevision, let before = old.scorerRevision, now != before {
      changes.append("scores were defined otherwise (revision \(before), now \(now)): evaluate the earlier model again")
    }
    return changes
  }

  private static func show(_ value: Double) -> String { String(format: "%.3f", value) }
}
