import Foundation
import Scoring

/// The page that shows two models side by side: the metrics that decide as a forest plot, all of them as a table.
public struct ComparisonReport {
  let comparison: ScoreComparison
  let first, second: ScoreSet

  public init(_ comparison: ScoreComparison, _ first: ScoreSet, _ second: ScoreSet) {
    (self.comparison, self.first, self.second) = (comparison, first, second)
  }

  public var html: String {
    ReportPage(
      title: "\(name(first)) against \(name(second))",
      summary: "A is \(first.id), B is \(second.id); paired by scenario and sample.",
      parts: [Self.forest(comparison, heading: "The metrics that decide"), table]
    ).html
  }

  private func name(_ set: ScoreSet) -> String { URL(fileURLWithPath: set.model).lastPathComponent }

  static func forest(_ comparison: ScoreComparison, heading: String) -> ReportForest {
    ReportForest(
      heading: heading,
      lines: comparison.tier1.compactMap { row in
        guard let mean = row.difference.mean else { return nil }
        return .init(
          name: row.metric, mean: mean, lo: row.difference.lo, hi: row.difference.hi, n: row.difference.n)
      },
      caption:
        "Differences of scores from 0 to 1 with 95% bounds (hierarchical bootstrap): right of the middle the first is "
        + "better, left of it the second. Faint: the bounds hold the middle.")
  }

  private var table: ReportGrid {
    let rows = comparison.rows.map { row -> (name: String, cells: [ReportGrid.Cell]) in
      let d = row.difference
      let bounds = d.lo.flatMap { lo in d.hi.map { "[\(show(lo)), \(show($0))]" } } ?? "–"
      return (
        row.metric,
        [show(d.mean), bounds, show(d.superiority), show(row.p), "\(d.n)", better(row)].map { ReportGrid.Cell($0) }
      )
    }
    return ReportGrid(
      heading: "All scores, A − B", columns: ["mean", "95% bounds", "P(A > B)", "p", "n", "better"], rows: rows,
      caption: "p: Wilcoxon's signed-rank test, corrected by Holm's method over the metrics that decide. Better: whose "
        + "bounds exclude 0; where the best value lies in between, by the distance from it.")
  }

  private func better(_ row: ScoreComparison.Row) -> String {
    guard let gain = row.advantage, let lo = gain.lo, let hi = gain.hi else { return "" }
    return lo > 0 ? "A" : hi < 0 ? "B" : ""
  }

  private func show(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "–" }
}
