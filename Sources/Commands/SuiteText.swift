import Evaluation
import Foundation
import Scoring

/// A suite's result as plain text.
enum SuiteText {
  static func print(_ result: SuiteResult) {
    Swift.print("\(result.suite): \(result.episodes) episodes, \(String(format: "%.0f", result.seconds.total)) s")
    Swift.print("result  \(result.files.result)")
    Swift.print("report  \(result.files.report)")
    if let policies = result.policies {
      return Swift.print(PolicyText.table(policies) + "\n" + PolicyText.ranking(result))
    }
    for (name, metric) in result.metrics.sorted(by: { $0.key < $1.key }) { Swift.print(line(name, metric)) }
    if let readout = result.readout, readout.failed > 0 {
      Swift.print("the readout's gate fails in \(readout.failed) of \(readout.episodes) episodes with objects")
    }
    guard let test = result.selftest else { return }
    Swift.print("self-test: \(test.passed) passed, \(test.failed) failed")
    for row in test.rows where !row.pass { Swift.print(line(row)) }
  }

  private static func line(_ name: String, _ metric: SuiteResult.Metric) -> String {
    let bounds = "[\(show(metric.lo)), \(show(metric.hi))]"
    let pinned = [
      "truth \(show(metric.truth))", "copy \(show(metric.copyLast))", "velocity \(show(metric.constantVelocity))",
      "take \(show(metric.secondTake))", "compressed \(show(metric.compressed))",
    ]
    let columns = [
      name.filled(24), show(metric.mean).filled(10), bounds.filled(22), "n \(metric.episodes ?? metric.n)",
    ]
    return (columns + pinned).joined(separator: "  ")
  }

  private static func line(_ row: SelfTest.Row) -> String {
    let bounds = "[\(show(row.lo)), \(show(row.hi))]"
    let columns = [row.metric.filled(20), row.corruption.filled(20), row.rule.filled(12), show(row.delta).filled(10)]
    return "FAILED  " + (columns + [bounds, row.note ?? ""]).joined(separator: "  ")
  }

  private static func show(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "–" }
}
