/// The table of scores: the prediction beside truth, the repeated last frame, a second take and truth after the compressor.
public struct ReportScores: ReportPart {
  public var heading: String
  public var table: ScoreTable
  /// Under the table: what the columns are.
  public var caption: String

  public init(
    heading: String = "Scores", table: ScoreTable,
    caption: String = "Truth: the recording scored as if it were the prediction, or the readout's own error. "
      + "Copy-last: the last given frame repeated. Second take: another recording of the same scenario. "
      + "Compressed: truth after the model's compressor, the most that the model can get. "
      + "Measurable: the share of what should be measured that the truth allows to be measured."
  ) {
    (self.heading, self.table, self.caption) = (heading, table, caption)
  }

  public var html: String {
    let hasTake = table.rows.contains { $0.secondTake != nil }
    var names = ["", "prediction", "truth", "copy-last"]
    if hasTake { names.append("second take") }
    let isCompressed = table.rows.contains { $0.compressed != nil }
    if isCompressed { names.append("compressed") }
    names.append("measurable")
    let head = HTML.element(
      "thead", inner: HTML.element("tr", inner: names.map { HTML.element("th", ["scope": "col"], text: $0) }.joined()))
    let body = HTML.element("tbody", inner: table.rows.map { row($0, hasTake, isCompressed) }.joined())
    return HTML.section(
      heading,
      HTML.element("table", ["class": "scores"], inner: head + body) + gate
        + HTML.element("p", ["class": "note"], text: caption))
  }

  private func row(_ row: ScoreTable.Row, _ hasTake: Bool, _ isCompressed: Bool) -> String {
    let direction =
      row.metric.higherIsBetter.map { $0 ? "↑" : "↓" } ?? row.metric.ideal.map { "→ \(Figure.plain($0))" } ?? ""
    let name = HTML.element(
      "th", ["scope": "row"],
      inner: HTML.element("span", text: row.metric.title)
        + HTML.element("small", text: "\(row.metric.rawValue) \(direction)"))
    var cells = name + cell(row.value, row.metric, "prediction", isMain: true)
    cells += cell(row.truth, row.metric, "truth") + cell(row.copyLast, row.metric, "copy-last")
    if hasTake { cells += row.secondTake.map { cell($0, row.metric, "second take") } ?? HTML.element("td", text: "–") }
    if isCompressed {
      cells += row.compressed.map { cell($0, row.metric, "compressed") } ?? HTML.element("td", text: "–")
    }
    let share = row.value.value == nil ? "–" : Figure.percent(row.value.measurable)
    cells += HTML.element("td", ["data-label": "measurable"], text: share)
    return HTML.element("tr", inner: cells)
  }

  private func cell(_ value: MetricValue, _ metric: MetricName, _ label: String, isMain: Bool = false) -> String {
    var inner = HTML.escape(value.value.map { Figure.score($0, metric) } ?? "–")
    // Why the prediction has no value is told once, in its own column.
    if isMain, let note = value.note { inner += HTML.element("small", text: note) }
    var attributes = ["data-label": label]
    if isMain { attributes["class"] = "main" }
    return HTML.element("td", attributes, inner: inner)
  }

  private var gate: String {
    var text = "Object readout on truth: overlap \(Figure.percent(table.gate.truth.overlap)), "
    text += "displacement \(Figure.fixed(table.gate.truth.displacement, 2)) px"
    if let compressed = table.gate.compressed {
      text += "; on truth after the compressor: overlap \(Figure.percent(compressed.overlap)), "
      text += "displacement \(Figure.fixed(compressed.displacement, 2)) px"
    }
    text += table.gate.passes ? " (gate passed)." : " (gate failed: object scores cannot be trusted)."
    return table.gate.truth.count == 0 ? "" : HTML.element("p", ["class": "note"], text: text)
  }
}
