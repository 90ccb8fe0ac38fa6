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
  /// Nil where no such test is known.
  var earlier: EarlierSelfTest? = nil

  /// How many of the worst episodes are shown.
  static let worst = 10

  var html: String {
    var parts: [any ReportPart] = gate + leaderboards + [bars, table]
    if let byCamera { parts.append(byCamera) }
    if let readout { parts.append(readout) }
    if let unmeasured { parts.append(unmeasured) }
    parts.append(result.selftest.map { ReportSelfTest($0) } ?? untested)
    if let splits { parts.append(splits) }
    parts += curves
    if let worstStrips { parts.append(worstStrips) }
    parts += worstPaths + worstLaws
    parts.append(ReportFacts(heading: "Evaluation", facts: facts))
    return ReportPage(title: result.suite, summary: suite.summary, parts: parts).html
  }

  /// Against an earlier evaluation, where one was named.
  private var gate: [any ReportPart] {
    guard let gate = result.gate else { return [] }
    let verdict = gate.passed ? "Not worse than \(gate.against)." : "Refused against \(gate.against):"
    return [
      ReportText(heading: "Against an earlier evaluation", paragraphs: [verdict] + gate.failures + (gate.notes ?? [])),
      ComparisonReport.forest(gate.comparison, heading: "This evaluation less the earlier one"),
    ]
  }

  private var curves: [ReportChart] {
    let rates = Set(episodes.map { $0.setting?.rate ?? 0 }).sorted()
    return EpisodeScores.drawn.flatMap { metric in rates.compactMap { curve(metric, rate: $0, of: rates.count) } }
  }

  /// Over the episodes of one rate (0: unknown), as a frame lasts another time in those of others.
  private func curve(_ metric: MetricName, rate: Double, of rates: Int) -> ReportChart? {
    let all = episodes.filter { ($0.setting?.rate ?? 0) == rate }.compactMap { $0.curves[metric.rawValue] }
    let length = all.map(\.prediction.count).max() ?? 0
    guard length > 0 else { return nil }
    func mean(_ pick: (EpisodeScores.Curve) -> [Double?]) -> [Double?] {
      (0..<length).map { t in all.compactMap { t < pick($0).count ? pick($0)[t] : nil }.mean }
    }
    let place = rates > 1 ? ", \(String(format: "%g", rate)) Hz" : ""
    return ReportChart(
      heading: "\(metric.title)\(place) (\(all.count) \(all.count == 1 ? "episode" : "episodes"))",
      yLabel: metric.rawValue, xLabel: rate > 0 ? "seconds after the context" : "predicted frames",
      step: rate > 0 ? 1 / rate : 1,
      series: [
        .init(name: "prediction", values: mean(\.prediction)),
        .init(name: "copy-last", values: mean(\.copyLast), isBaseline: true),
      ])
  }

  private var worstStrips: ReportFilmStrip? {
    let skill = { (name: String) in result.perEpisode[name]?[MetricName.foregroundSkill.rawValue] ?? nil }
    let measured = episodes.map(\.scenario).compactMap { name in skill(name).map { (name, $0) } }
    let worst = measured.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(Self.worst)
    let rows = worst.map { name, value in
      ReportFilmStrip.Row(
        label: "\(name), skill \(Figure.fixed(value, 2))",
        pictures: [try? Data(contentsOf: strips.appendingPathComponent("\(name).png"))])
    }
    guard !rows.isEmpty else { return nil }
    return ReportFilmStrip(
      heading: "The worst episodes", times: ["truth, prediction, difference"], rows: rows,
      caption: "By skill where things move, each camera at eight moments of the horizon.", isWide: true)
  }

  private var facts: [(name: String, value: String)] {
    [
      ("suite", "\(suite.file.lastPathComponent), version \(suite.version) (\(result.suiteHash.prefix(12)))"),
      ("model", "\(result.model.path) (\(result.model.sha256.prefix(12)))"), ("episodes", "\(result.episodes)"),
      ("run", result.run), ("definitions of scores", "revision \(Scorer.revision)"),
    ]
  }
}
