import Foundation
import Scenarios

/// Scores as a table of plain text.
enum ScoreText {
  static func table(_ summary: RunSummary) -> String {
    let header = row("score", "value", "truth", "copy-last", "velocity", "second take", "compressed")
    let rows = summary.scores.sorted { $0.key < $1.key }.map { name, score in
      row(
        name, show(score.value), show(score.truth), show(score.copyLast), show(score.constantVelocity),
        show(score.secondTake), show(score.compressed))
    }
    return ([header] + rows + goal(summary) + reasons(summary)).joined(separator: "\n")
  }

  /// Why scores have no value, each reason once behind the scores that share it.
  private static func reasons(_ summary: RunSummary) -> [String] {
    var names: [String: [String]] = [:]
    for (name, score) in summary.scores where score.value == nil {
      names[score.note ?? "no reason is known", default: []].append(name)
    }
    let lists = names.map { reason, names in (names: names.sorted().joined(separator: ", "), reason: reason) }
    return lists.sorted { $0.names < $1.names }.map { "not measurable: \($0.names) – \($0.reason)" }
  }

  private static func goal(_ summary: RunSummary) -> [String] {
    guard let goal = summary.goal else { return [] }
    let reached = goal.samples.filter { $0 }.count
    let simulator = goal.simulator ? "reached" : "missed"
    return ["goal    \(simulator) in the simulator; reached in \(reached) of \(goal.samples.count) samples"]
  }

  private static func row(_ name: String, _ values: String...) -> String {
    name.padding(toLength: 24, withPad: " ", startingAt: 0)
      + values.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
  }

  private static func show(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "–" }
}
