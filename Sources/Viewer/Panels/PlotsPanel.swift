import CImGui

/// The right side: the scores, their course over time, and the actions.
struct PlotsPanel {
  let pass: Pass
  let source: any FrameSource

  func draw(in box: Box) {
    pass.panel("plots", box) {
      Canvas.line(box.low, Point(box.low.x, box.high.y), Palette.line)
      let inner = Box(box.low + Point(pass.size(16), pass.size(8)), box.high - Point(pass.size(4), 0))
      let (table, plots) = (scoreTable, groups())
      pass.scroll("plots", inner) { place, width in
        let width = width - pass.size(12)
        var y = place.y
        if !table.rows.isEmpty { y = table.draw(at: Point(place.x, y), width: width) + pass.size(12) }
        let height = chartHeight(plots, width: width, room: inner.high.y - y)
        for plot in plots { y = plot.draw(at: Point(place.x, y), width: width, chartHeight: height) + pass.size(6) }
        return y
      }
    }
  }

  private var scoreTable: ScoreTable {
    let others = pass.state.layout == .pair ? pass.state.beside?.details.scores : nil
    return ScoreTable(pass: pass, rows: pass.state.details.scores, others: others)
  }

  /// Plots share what the table leaves, within what is still readable.
  private func chartHeight(_ plots: [Plot], width: Float, room: Float) -> Float {
    guard !plots.isEmpty else { return 0 }
    let extra = plots.reduce(pass.size(8)) { $0 + $1.extraHeight(width: width) + pass.size(6) }
    return min(
      pass.size(plots.count == 1 ? 280 : 170), max(pass.size(64), ((room - extra) / Float(plots.count)).rounded(.down)))
  }

  /// Scores first, then actions; lines of one unit share a plot.
  private func groups() -> [Plot] {
    let title = source.sampleCount > 0 ? "Score over time" : "Recorded"
    return plots(title, pass.state.details.curves) + plots("Actions", pass.state.details.actions)
  }

  private func plots(_ title: String, _ series: [Series]) -> [Plot] {
    let units = series.reduce(into: [String]()) { units, line in
      if !units.contains(line.unit) { units.append(line.unit) }
    }
    return units.map { unit in
      Plot(
        pass: pass, title: unit.isEmpty ? title : "\(title) · \(unit)", series: series.filter { $0.unit == unit },
        contextLength: source.sampleCount > 0 ? source.contextLength : 0)
    }
  }
}
