import Evaluation
import Foundation
import Scoring

/// A suite of policies for people: a row a policy, then the ranking.
enum PolicyText {
  /// Success in the simulator and in the model with 95% bounds, then the shares of each task.
  static func table(_ policies: [SuiteResult.Policy]) -> String {
    let width = max(8, policies.map(\.name.count).max() ?? 0) + 2
    let tasks = Set(policies.flatMap(\.tasks.keys)).sorted()
    let titles = ["policy".filled(width), "simulator".filled(20), "model".filled(20)] + tasks.map { $0.filled(14) }
    let rows = policies.map { policy in
      let parts = tasks.map { task in
        let shares = policy.tasks[task]
        return "\(percent(shares?.simulator)) → \(percent(shares?.model))".filled(14)
      }
      return [policy.name.filled(width), bounded(policy.simulator).filled(20), bounded(policy.model).filled(20)] + parts
    }
    return ([titles] + rows).map { $0.joined() }.joined(separator: "\n")
  }

  static func ranking(_ result: SuiteResult) -> String {
    let number = { (value: Double?) in value.map { String(format: "%.3f", $0) } ?? "–" }
    return result.metrics.sorted { $0.key < $1.key }.map { name, metric in
      let note = metric.note.map { "  " + $0 } ?? ""
      return "\(name.filled(14)) \(number(metric.mean)) [\(number(metric.lo)), \(number(metric.hi))]\(note)"
    }.joined(separator: "\n")
  }

  private static func percent(_ share: WilsonInterval?) -> String {
    share.map { String(format: "%.0f%%", 100 * $0.share) } ?? "–"
  }

  private static func bounded(_ share: WilsonInterval?) -> String {
    share.map { String(format: "%.0f%% [%.0f, %.0f]", 100 * $0.share, 100 * $0.lo, 100 * $0.hi) } ?? "–"
  }
}
