import Foundation
import Scoring

extension SuiteReport {
  /// One a group of metrics that any row has values of: a column a model, a row a metric.
  var leaderboards: [any ReportPart] {
    Leaderboard.groups.enumerated().compactMap { i, entry in
      let metrics = entry.metrics.filter { metric in board.rows.contains { $0.places[metric.rawValue]?.mean != nil } }
      guard !metrics.isEmpty else { return nil }
      let ranks = board.rows.map { ReportGrid.Cell($0.ranks[entry.group.rawValue].map(String.init) ?? "–") }
      let rows = metrics.map { metric in
        (name: Self.label(metric), cells: board.rows.map { cell($0.places[metric.rawValue]) })
      }
      return ReportGrid(
        heading: "Leaderboard: \(entry.group.rawValue)",
        columns: board.rows.map { URL(fileURLWithPath: $0.name).lastPathComponent },
        rows: [(name: "rank in this group", cells: ranks)] + rows, main: 0, caption: i == 0 ? Self.ranking : "")
    }
  }

  private static let ranking =
    "Means over the suite with 95% bounds. In a metric models whose bounds overlap share a rank; in a group a model stands "
    + "behind those that are better than it in more metrics than worse. There is no overall number."

  private func cell(_ place: Leaderboard.Place?) -> ReportGrid.Cell {
    guard let place, let mean = place.mean else { return .init("–") }
    let rank = place.rank.map { "rank \($0)" }
    return .init(
      figure(mean), note: [bounds(place.lo, place.hi), rank].compactMap { $0 }.joined(separator: " "))
  }

  var bars: ReportBars {
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

  var table: ReportGrid {
    let rows = MetricName.allCases.compactMap { metric -> (name: String, cells: [ReportGrid.Cell])? in
      guard let m = result.metrics[metric.rawValue] else { return nil }
      let mean = ReportGrid.Cell(show(m.mean), note: m.note ?? bounds(m.lo, m.hi) ?? "")
      let values = [m.iqm, m.median, m.truth, m.compressed, m.copyLast, m.constantVelocity, m.secondTake].map {
        ReportGrid.Cell(show($0))
      }
      return (Self.label(metric), [mean, score(m.score)] + values + [count(m)])
    }
    return ReportGrid(
      heading: "All scores",
      columns: [
        "mean", "score 0–1", "middle half", "median", "truth", "compressed", "copy-last", "constant velocity",
        "second take", "episodes",
      ], rows: rows,
      caption:
        "Middle half: the interquartile mean. Low motion: samples without a score, as copying the last frame errs "
        + "less than three times as much as another take. Compressed: truth after the model's compressor, the most that "
        + "the model can get. Bounds resample templates, then episodes, then samples.")
  }

  private func score(_ score: SuiteResult.Score?) -> ReportGrid.Cell {
    guard let score else { return .init("–") }
    return .init(
      score.mean.map { Figure.fixed($0, 3) } ?? "–", note: score.lowMotion > 0 ? "\(score.lowMotion) low motion" : "")
  }

  private func count(_ m: SuiteResult.Metric) -> ReportGrid.Cell {
    let notes = [
      m.n != m.episodes ? "\(m.n) values" : nil, m.unmeasured > 0 ? "\(m.unmeasured) not measurable" : nil,
    ].compactMap { $0 }
    return .init("\(m.episodes ?? m.n)", note: notes.joined(separator: ", "))
  }

  /// For how many episodes object scores cannot be trusted, and how often objects move by themselves.
  var readout: ReportText? {
    guard let readout = result.readout else { return nil }
    var lines = [
      "Objects are read out of \(readout.episodes) episodes. In \(readout.failed) of them the readout's gate fails on truth, "
        + "or on truth after the compressor: their object scores are given, and should not be trusted."
    ]
    if let early = result.earlyShare {
      let share = early.share.map { share in
        "\(Figure.percent(share)) [\(Figure.percent(early.lo ?? share)), \(Figure.percent(early.hi ?? share))] of "
          + "\(early.n) objects at rest move before anything touches them."
      }
      lines.append(share ?? "How many objects move before anything touches them is not told: \(early.reason ?? "").")
    }
    return ReportText(heading: "Objects", paragraphs: lines)
  }

  /// Why values are missing.
  var unmeasured: ReportFacts? {
    let facts = MetricName.allCases.compactMap { metric -> (name: String, value: String)? in
      guard let m = result.metrics[metric.rawValue], let reasons = m.reasons else { return nil }
      let sorted = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let all = sorted.map { "\($0.key) (\($0.value))" }.joined(separator: "; ")
      return (metric.rawValue, "\(m.unmeasured) of \(m.n + m.unmeasured): \(all)")
    }
    return facts.isEmpty ? nil : ReportFacts(heading: "What could not be measured", facts: facts)
  }

  var splits: ReportGrid? {
    guard let splits = result.splits else { return nil }
    let names = splits.keys.sorted()
    let rows = MetricName.allCases.compactMap { metric -> (name: String, cells: [ReportGrid.Cell])? in
      let cells = names.map { name -> ReportGrid.Cell in
        guard let m = splits[name]?[metric.rawValue], let mean = m.mean else { return .init("–") }
        return .init(
          figure(mean),
          note: [bounds(m.lo, m.hi), "n \(m.episodes ?? m.n)"].compactMap { $0 }.joined(separator: " "))
      }
      return cells.contains { $0.text != "–" } ? (Self.label(metric), cells) : nil
    }
    let isAboutData = names.contains { $0.contains("distribution") }
    return ReportGrid(
      heading: isAboutData ? "In and out of distribution" : "By kind of episode", columns: names, rows: rows,
      caption: "n: episodes.")
  }

  /// With its unit, which the figures leave out.
  static func label(_ metric: MetricName) -> String {
    let (name, unit) = (metric.rawValue, metric.unit)
    return unit.isEmpty || name.hasSuffix("_\(unit)") ? name : "\(name), \(unit)"
  }

  private func bounds(_ lo: Double?, _ hi: Double?) -> String? {
    lo.flatMap { lo in hi.map { "[\(figure(lo)), \(figure($0))]" } }
  }

  func show(_ value: Double?) -> String { value.map { figure($0) } ?? "–" }

  private func figure(_ value: Double) -> String {
    String(format: abs(value) < 0.1 && value != 0 ? "%.4f" : "%.3f", value)
  }
}
