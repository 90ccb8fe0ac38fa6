import Evaluation
import Foundation
import Scoring

/// A suite of policies for people: a row a policy, then the ranking.
enum PolicyText {
  static func table(_ result: SuiteResult, _ policies: [SuiteResult.Policy]) -> String {
    let width = max(8, policies.map(\.name.count).max() ?? 0) + 2
    let tasks = Set(policies.flatMap(\.tasks.keys)).sorted()
    func cell(_ text: String, _ width: Int) -> String {
      text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
    }
    var lines = [
      cell("policy", width) + cell("simulator", 20) + cell("model", 20)
        + tasks.map { cell($0, 12) }.joined()
    ]
    for policy in policies {
      let parts = tasks.map { task in
        let shares = policy.tasks[task]
        return cell("\(percent(shares?.simulator)) → \(percent(shares?.model))", 12)
      }
      lines.append(
        cell(policy.name, width) + cell(bounded(policy.simulator), 20) + cell(bounded(policy.model), 20)
          + parts.joined())
    }
    for (name, metric) in result.metrics.sorted(by: { $0.key < $1.key }) {
      let number = { (value: Double?) in value.map { String(format: "%.3f", $0) } ?? "–" }
      let note = metric.note.map { "  \($0)" } ?? ""
      lines.append("\(cell(name, 14)) \(number(metric.mean)) [\(number(metric.lo)), \(number(metric.hi))]\(note)")
    }
    return lines.joined(separator: "\n")
  }

  private static func percent(_ share: WilsonInterval?) -> String {
    share.map { String(format: "%.0f%%", 100 * $0.share) } ?? "–"
  }

  private static func bounded(_ share: WilsonInterval?) -> String {
    share.map { String(format: "%.0f%% [%.0f, %.0f]", 100 * $0.share, 100 * $0.lo, 100 * $0.hi) } ?? "–"
  }
}
