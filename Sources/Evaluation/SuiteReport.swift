import Foundation
import Scoring

/// The page that shows a suite's result; it stands alone.
struct SuiteReport {
  let suite: Suite
  let result: SuiteResult
  let episodes: [EpisodeScores]
  /// A PNG file an episode.
  let strips: URL
  let board: Leaderboard

  /// How many of the worst episodes are shown.
  static let worst = 10

  var html: String {
    var parts: [any ReportPart] = [leaderboard, bars, table]
    if let test = result.selftest { parts.append(ReportSelfTest(test)) }
    if let splits { parts.append(splits) }
    parts += curves
    parts += worstStrips
    parts.append(ReportFacts(heading: "Evaluation", facts: facts))
    return ReportPage(title: result.suite, summary: suite.summary, parts: parts).html
  }

  private var leaderboard: ReportGrid {
    let rows = board.rows.map { row in
      let cells = Leaderboard.metrics.map { metric -> ReportGrid.Cell in
        guard let place = row.places[metric.rawValue], let mean = place.mean else { return .init("–") }
        return .init(figure(mean, metric), note: place.rank.map { "rank \($0)" } ?? "")
      }
      return (name: URL(fileURLWithPath: row.name).lastPathComponent, cells: cells)
    }
    return ReportGrid(
      heading: "Leaderboard", columns: Leaderboard.metrics.map(\.rawValue), rows: rows, main: 0,
      caption: "Means over the suite. Models whose 95% bounds overlap share a rank; there is no overall number.")
  }

  private var bars: ReportBars {
    let bars = MetricName.allCases.compactMap { metric -> ReportBars.Bar? in
      guard let values = result.metrics[metric.rawValue] else { return nil }
      if let score = values.score {
        guard let mean = score.mean else { return nil }
        return .init(name: metric.rawValue, value: mean, lo: score.lo, hi: score.hi, truth: 1, copyLast: 0)
      }
      guard metric.higherIsBetter == true, metric.ideal == 1, let mean = values.mean else { return nil }
      return .init(
        name: metric.rawValue, value: mean, lo: values.lo, hi: values.hi, truth: values.truth, copyLast: values.copyLast
      )
    }
    return ReportBars(
      heading: "Scores from 0 to 1", bars: bars,
      caption: "Line: 95% bounds. Green: truth or its second takes; red: the last frame copied. Errors are shown as "
        + "(e_copy − e) / (e_copy − e_var), formed a scenario at a time, without scenarios in which little moves.")
  }

  private var table: ReportGrid {
    let rows = MetricName.allCases.compactMap { metric -> (name: String, cells: [ReportGrid.Cell])? in
      guard let m = result.metrics[metric.rawValue] else { return nil }
      let bounds = m.lo.flatMap { lo in m.hi.map { "[\(figure(lo, metric)), \(figure($0, metric))]" } } ?? ""
      let values = [m.median, m.truth, m.copyLast, m.constantVelocity, m.secondTake].map { value in
        ReportGrid.Cell(value.map { figure($0, metric) } ?? "–")
      }
      let mean = ReportGrid.Cell(m.mean.map { figure($0, metric) } ?? "–", note: bounds)
      let count = ReportGrid.Cell("\(m.n)", note: m.unmeasured > 0 ? "\(m.unmeasured) not measurable" : "")
      return (metric.rawValue, [mean] + values + [count])
    }
    return ReportGrid(
      heading: "All scores",
      columns: ["mean", "median", "truth", "copy-last", "constant velocity", "second take", "n"], rows: rows)
  }

  private var splits: ReportGrid? {
    guard let splits = result.splits else { return nil }
    let names = splits.keys.sorted()
    let rows = MetricName.allCases.compactMap { metric -> (name: String, cells: [ReportGrid.Cell])? in
      let cells = names.map { name -> ReportGrid.Cell in
        guard let m = splits[name]?[metric.rawValue], let mean = m.mean else { return .init("–") }
        return .init(figure(mean, metric), note: "n \(m.n)")
      }
      return cells.contains { $0.text != "–" } ? (metric.rawValue, cells) : nil
    }
    return ReportGrid(heading: "In and out of distribution", columns: names, rows: rows)
  }

  private var curves: [ReportChart] {
    EpisodeScores.drawn.compactMap { metric in
      let all = episodes.compactMap { $0.curves[metric.rawValue] }
      let length = all.map(\.prediction.count).max() ?? 0
      guard length > 0 else { return nil }
      let mean = { (pick: (EpisodeScores.Curve) -> [Double?]) in
        (0..<length).map { t -> Double? in
          let values = all.compactMap { t < pick($0).count ? pick($0)[t] : nil }
          return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
      }
      return ReportChart(
        heading: metric.title, yLabel: metric.rawValue, xLabel: "predicted frames", step: 1,
        series: [
          .init(name: "prediction", values: mean(\.prediction)),
          .init(name: "copy-last", values: mean(\.copyLast), isBaseline: true),
        ])
    }
  }

  private var worstStrips: [any ReportPart] {
    let skill = { (name: String) in result.perEpisode[name]?[MetricName.foregroundSkill.rawValue] ?? nil }
    let measured = episodes.map(\.scenario).compactMap { name in skill(name).map { (name, $0) } }
    let worst = measured.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(Self.worst)
    let rows = worst.map { name, value in
      ReportFilmStrip.Row(
        label: "\(name) \(String(format: "%.2f", value))",
        pictures: [try? Data(contentsOf: strips.appendingPathComponent("\(name).png"))])
    }
    guard !rows.isEmpty else { return [] }
    return [
      ReportFilmStrip(
        heading: "The worst episodes", times: ["truth, prediction, difference"], rows: rows,
        caption: "By skill where things move, each camera at eight moments of the horizon.", isWide: true)
    ]
  }

  private var facts: [(name: String, value: String)] {
    [
      ("suite", "\(suite.file.lastPathComponent), version \(suite.version) (\(result.suiteHash.prefix(12)))"),
      ("model", "\(result.model.path) (\(result.model.sha256.prefix(12)))"), ("episodes", "\(result.episodes)"),
      ("run", result.run), ("definitions of scores", "revision \(Scorer.revision)"),
    ]
  }

  private func figure(_ value: Double, _ metric: MetricName) -> String {
    let unit = metric.unit.isEmpty ? "" : " \(metric.unit)"
    return String(format: abs(value) < 0.1 && value != 0 ? "%.4f" : "%.3f", value) + unit
  }
}
