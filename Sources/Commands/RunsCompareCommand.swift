import ArgumentParser
import Diagnostics
import Evaluation
import Foundation
import Scoring

/// `orrery runs compare`: two models on the same scenarios.
struct RunsCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two evaluations, or two runs of one scenario.",
    discussion: """
      Samples are paired by scenario and seed, those of single runs by their order. Prints the mean of A − B with 95%
      bounds (hierarchical bootstrap), the share P(A > B), and for the metrics that decide the p of Wilcoxon's signed-rank test, corrected by Holm's method.
      Who is better is told where the bounds exclude 0; ratios whose best value is 1 are compared by how far from it they
      are.

      EXAMPLE: orrery runs compare 20260101T1200 20260102T0900
      """)

  @Argument(help: "An evaluation's or run's name, or its beginning.")
  var a: String

  @Argument(help: "Another one.")
  var b: String

  @Flag(help: "Print JSON on standard output.")
  var json = false

  @Option(help: "Write a page with a forest plot into this HTML file.")
  var report: String?

  @OptionGroup var store: StoreOptions

  func run() throws {
    if let report { try OutputPlace.requireReplaceable(report, beginnings: OutputPlace.html, for: "--report") }
    let store = try store.look()
    let (first, second) = (try ScoreSet(a, in: store), try ScoreSet(b, in: store))
    if let a = first.scorerRevision, let b = second.scorerRevision, a != b {
      Console.say("warning: scores were defined otherwise for one of them (revisions \(a) and \(b)): evaluate it again")
    }
    let other = first.otherTruths(than: second)
    if let one = other.first {
      Console.say(
        "warning: the truth of \(other.count == 1 ? one : "\(other.count) scenarios, such as \(one),") is not the same in "
          + "both: what they were to predict differs")
    }
    let comparison = try ScoreComparison(first, second)
    if let report { try AtomicFile.write(ComparisonReport(comparison, first, second).html, to: report) }
    if json { return print(try StableJSON.text(comparison)) }
    print("A  \(first.id)  \(first.model)\nB  \(second.id)  \(second.model)")
    print(ComparisonText.header)
    for row in comparison.rows { print(ComparisonText.line(row)) }
  }
}

/// Paired differences as plain text.
enum ComparisonText {
  static let header = columns("metric", "A - B", "95% bounds", "P(A > B)", "p", "n", "better")

  static func line(_ row: ScoreComparison.Row) -> String {
    let d = row.difference
    return columns(
      row.metric, show(d.mean), "[\(show(d.lo)), \(show(d.hi))]", show(d.superiority), show(row.p), "\(d.n)",
      better(row))
  }

  /// Who is better where the bounds exclude 0.
  private static func better(_ row: ScoreComparison.Row) -> String {
    guard let gain = row.advantage, let lo = gain.lo, let hi = gain.hi else { return "" }
    return lo > 0 ? "A" : hi < 0 ? "B" : ""
  }

  private static func columns(_ values: String...) -> String {
    let widths = [24, 12, 24, 10, 10, 6, 0]
    return zip(values, widths).map { $0.filled($1) }.joined()
  }

  private static func show(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "–" }
}
