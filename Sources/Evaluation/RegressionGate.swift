import Diagnostics
import Foundation
import RunStore
import Scoring

/// Whether an evaluation is no worse than an earlier one of the same suite.
///
/// It is refused where a tier-1 metric may have lost more than .02 (the upper 95% bound of the paired loss, on a scale
/// from 0 to 1) or cannot be compared though either evaluation measured it, where less of any of these or of all metrics
/// together could be measured, where the suite or the truth that it records changed without a new `version`, or where
/// scores meant something else. Where there is no scale (copying the last frame is free of error under a fixed camera, or
/// a suite has a single take), a tier-1 metric must not be certainly worse: the bounds of the raw loss must hold 0.
public struct RegressionGate: Codable, Sendable {
  public static let tolerance = 0.02
  public static let shareTolerance = 0.01

  public var against: String
  public var passed: Bool
  /// A sentence for each thing that is worse.
  public var failures: [String]
  /// A sentence for each thing that could not be judged, or by its raw values only; nil where an older program judged.
  public var notes: [String]?
  public var comparison: ScoreComparison

  public init(_ new: ScoreSet, against old: ScoreSet) throws {
    try Self.require(old, isOf: new.subject)
    comparison = try ScoreComparison(new, old)
    against = old.id
    failures = []
    var notes: [String] = []
    for metric in ScoreComparison.tier1Metrics {
      switch Self.verdict(metric, comparison, new, old) {
      case .fine: break
      case .noted(let note): notes.append(note)
      case .worse(let failure): failures.append(failure)
      }
      failures += Self.lostShare(of: metric.rawValue, new.measurableShare(metric), old.measurableShare(metric))
    }
    failures += Self.lostShare(
      of: "all metrics", new.measurableShare(besides: old), old.measurableShare(besides: new))
    failures += Self.changes(new, old)
    self.notes = notes
    passed = failures.isEmpty
  }

  /// The evaluation that a suite is to be held against.
  ///
  /// - Throws: `UserError` where there is none of that name, or it is one of another suite or of other scenarios.
  public static func earlier(_ name: String, of suite: Suite, in store: RunStore) throws -> ScoreSet {
    let set = try ScoreSet(name, in: store)
    try require(set, isOf: suite.name)
    guard suite.scenarios.contains(where: { set.scenarios.contains($0.name) }) else {
      throw UserError(
        "\(set.id) has no scenario in common with the suite as it is now", at: "--against",
        fix: "Name an evaluation that has, or evaluate the earlier model again")
    }
    return set
  }

  private static func require(_ old: ScoreSet, isOf subject: String) throws {
    guard old.subject != subject else { return }
    throw UserError(
      "\(old.id) is an evaluation of \(old.subject), not of \(subject)", at: "--against",
      fix: "Name one of the same suite")
  }

  private enum Verdict {
    case fine
    case noted(String)
    case worse(String)
  }

  private static func verdict(
    _ metric: MetricName, _ comparison: ScoreComparison, _ new: ScoreSet, _ old: ScoreSet
  ) -> Verdict {
    if let row = comparison.tier1.first(where: { $0.metric == metric.rawValue }) {
      // Without an interval (a single pair) the difference itself decides.
      guard let worst = row.difference.lo ?? row.difference.mean, -worst > tolerance else { return .fine }
      return .worse("\(metric.rawValue) may have lost \(show(-worst)), more than \(show(tolerance))")
    }
    guard new.measurableShare(metric) + old.measurableShare(metric) > 0 else {
      return .noted("\(metric.rawValue): neither evaluation could measure it")
    }
    // Of reasons that are as common the first by name, so that the verdict is the same in every run.
    let reason = [new, old].lazy.compactMap { set in
      set.reasons[metric]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }.first
    let why = reason.map { " (\($0))" } ?? ""
    guard let gain = comparison.rows.first(where: { $0.metric == metric.rawValue })?.advantage, let mean = gain.mean
    else { return .worse("\(metric.rawValue) has no pairs to be compared\(why)") }
    if (gain.hi ?? mean) < 0 {
      return .worse("\(metric.rawValue) is worse by \(show(-mean)) on average; it has no score from 0 to 1 here\(why)")
    }
    return .noted("\(metric.rawValue): compared by its raw values, as it has no score from 0 to 1 here\(why)")
  }

  private static func lostShare(of what: String, _ now: Double, _ before: Double) -> [String] {
    guard before - now >= shareTolerance - 1e-12 else { return [] }
    return ["only \(show(now)) of the values of \(what) could be measured, before \(show(before))"]
  }

  /// What makes two evaluations of one suite no longer comparable.
  private static func changes(_ new: ScoreSet, _ old: ScoreSet) -> [String] {
    var changes: [String] = []
    if new.suiteHash != old.suiteHash, new.suiteVersion == old.suiteVersion {
      changes.append("the suite's file changed, and its `version` did not")
    }
    let other = old.otherTruths(than: new)
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
