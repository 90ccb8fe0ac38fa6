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
      summary: "A is \(first.id), B is \(second.id); paired by scenario and sample.", parts: [forest, table]
    ).html
  }

  private func name(_ set: ScoreSet) -> String { URL(fileURLWithPath: set.model).lastPathComponent }

  private var forest: ReportForest {
    ReportForest(
      heading: "The metrics that decide",
      lines: comparison.tier1.compactMap { row in
        guard let mean = row.difference.mean else { return nil }
        return .init(
          name: row.metric, mean: mean, lo: row.difference.lo, hi: row.difference.hi, n: row.difference.n)
      },
      caption:
        "Differences A − B of scores from 0 to 1 with 95% bounds (hierarchical bootstrap): right of the middle A "
        + "is better, left of it B. Faint: the bounds hold the middle.")
  }

  private var table: ReportGrid {
    let rows = comparison.rows.map { row -> (name: String, cells: [ReportGrid.Cell]) in
      let d = row.difference
      let bounds = d.lo.flatMap { lo in d.hi.map { "[\(show(lo)), \(show($0))]" } } ?? "–"
      return (
        row.metric,
        [show(d.mean), bounds, show(d.superiority), show(row.p), "\(d.n)"].map { ReportGrid.Cell($0) }
      )
    }
    return ReportGrid(
      heading: "All scores, A − B", columns: ["mean", "95% bounds", "P(A > B)", "p", "n"], rows: rows,
      caption: "p: Wilcoxon's signed-rank test, corrected by Holm's method over the metrics that decide.")
  }

  private func show(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "–" }
}
