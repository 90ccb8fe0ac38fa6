import CImGui

/// The right side: the scores, their course over time, and the actions.
///
/// Table and plots scroll each on its own, so that some of both is always seen. The plots' charts stand exactly below one
/// another, and one axis of time below them serves all.
struct PlotsPanel {
  let pass: Pass
  let source: any FrameSource

  /// What of the height the table may take where plots have to share it.
  private static let tableShare: Float = 0.45
  /// So many plots are seen without scrolling, where that leaves them readable.
  private static let seenPlots = 3

  func draw(in box: Box) {
    pass.panel("plots", box) {
      Canvas.line(box.low, Point(box.low.x, box.high.y), Palette.line)
      var rest = Box(box.low + Point(pass.size(16), pass.size(8)), box.high - Point(pass.size(4), 0))
      let (table, plots) = (scoreTable, plots)
      if !table.rows.isEmpty {
        let share = plots.isEmpty ? 1 : max(Self.tableShare, 1 - wish(plots, width: rest.width) / rest.height)
        let height = min(table.height, (rest.height * share).rounded())
        pass.scroll("scores", rest.takeTop(height)) { table.draw(at: $0, width: $1 - pass.size(12)) }
        _ = rest.takeTop(pass.size(10))
      }
      if !plots.isEmpty { draw(plots, in: rest) }
    }
  }

  private var scoreTable: ScoreTable {
    let others = pass.state.layout == .pair ? pass.state.beside?.details.scores : nil
    return ScoreTable(pass: pass, rows: pass.state.details.scores, others: others)
  }

  private var plots: [Plot] {
    let groups = PlotGroups(pass.state, isScored: source.sampleCount > 0)
    let context = source.sampleCount > 0 ? source.contextLength : 0
    let all = groups.groups
    let first = all.isEmpty ? 0 : pass.state.plotsPassed % all.count
    return (all[first...] + all[..<first]).map { Plot(pass: pass, $0, beside: groups.beside, contextLength: context) }
  }

  private var gap: Float { pass.size(8) }

  /// The room in which all plots are as high as they get.
  private func wish(_ plots: [Plot], width: Float) -> Float {
    plots.reduce(pass.size(TimeTicks.height + 18)) { $0 + $1.extraHeight(width: width) + highest(plots) + gap }
  }

  private func highest(_ plots: [Plot]) -> Float { pass.size(plots.count == 1 ? 280 : 150) }

  private func draw(_ plots: [Plot], in box: Box) {
    var rest = box
    _ = rest.takeBottom(pass.size(TimeTicks.height + 4))
    let width = rest.width - pass.size(22)
    let height = chartHeight(plots, width: width, room: rest.height)
    let labels = plots.map { $0.labelWidth(chartHeight: height) }.max() ?? 0
    let needed = plots.reduce(-gap) { $0 + $1.extraHeight(width: width) + height + gap }
    let shown = rest.takeTop(min(rest.height, needed))
    pass.scroll("plots", shown) { place, _ in
      var y = place.y
      for plot in plots {
        y = plot.draw(at: Point(place.x, y), width: width, chartHeight: height, labelWidth: labels) + gap
      }
      return y - gap - 1
    }
    let axis = TimeAxis(
      box: Box(x: box.low.x + labels, y: shown.high.y, width: width - labels, height: pass.size(TimeTicks.height)),
      frameCount: pass.state.playhead.frameCount)
    TimeTicks(axis: axis, rate: pass.state.playhead.rate, scale: pass.scale).drawLabels(below: shown.high.y)
  }

  /// All plots, or else the first three, share the room, within what is still readable.
  private func chartHeight(_ plots: [Plot], width: Float, room: Float) -> Float {
    let height = { (shown: ArraySlice<Plot>) -> Float in
      let extra = shown.reduce(Float(0)) { $0 + $1.extraHeight(width: width) + gap }
      return ((room - extra) / Float(shown.count)).rounded(.down)
    }
    let all = height(plots[...])
    let few = height(plots.prefix(Self.seenPlots))
    return min(highest(plots), max(pass.size(40), all >= pass.size(64) ? all : min(few, pass.size(72))))
  }
}
