import CImGui

/// A title, a legend that tells the values at the play head, and lines over time below. The time stands once under all
/// plots.
struct Plot {
  let pass: Pass
  let title: String
  let lines: [PlotLine]
  /// What the run beside is called, where some of the lines are its.
  let beside: String?
  let contextLength: Int
  /// What the upright axis reaches over, and whether actions leave what was trained: looked for once, in long runs that
  /// takes time.
  private let range: ClosedRange<Double>
  private let leavesRange: Bool

  init(pass: Pass, _ group: PlotGroups.Group, beside: String?, contextLength: Int) {
    (self.pass, title, lines) = (pass, group.title, group.lines)
    self.beside = group.lines.contains(where: \.isBeside) ? beside : nil
    self.contextLength = contextLength
    range = ValueScale.range(of: group.lines.map(\.series))
    leavesRange = group.lines.contains(where: \.leavesRange)
  }

  private var legend: PlotLegend { PlotLegend(pass: pass, lines: lines, beside: beside) }
  /// A single line is told beside the title.
  private var hasTitleLegend: Bool { legend.isSingle && !leavesRange }

  /// The height of everything but the chart itself.
  func extraHeight(width: Float) -> Float {
    pass.size(20) + (hasTitleLegend ? 0 : legend.height(width: width))
  }

  private func scale(chartHeight: Float) -> ValueScale {
    ValueScale(range, count: Double(chartHeight / pass.size(30)))
  }

  /// What the numbers of the upright axis take.
  func labelWidth(chartHeight: Float) -> Float {
    let widths = scale(chartHeight: chartHeight).labels.map { Lettering.width($0, UI_FONT_SMALL) }
    return ((widths.max() ?? 0) + pass.size(6)).rounded(.up)
  }

  /// Draws with the chart `chartHeight` high and `labelWidth` from the left; returns where the plot ends.
  func draw(at place: Point, width: Float, chartHeight: Float, labelWidth: Float) -> Float {
    var rest = Box(x: place.x, y: place.y, width: width, height: chartHeight + extraHeight(width: width))
    drawTitle(in: rest.takeTop(pass.size(20)))
    if !hasTitleLegend { legend.draw(in: rest.takeTop(legend.height(width: width))) }
    var box = rest.takeTop(chartHeight)
    let labels = box.takeLeft(labelWidth)
    let chart = PlotChart(
      pass: pass, lines: lines, contextLength: contextLength, box: box, scale: scale(chartHeight: chartHeight))
    chart.drawGround(labels: labels)
    let touch = pass.area("plot \(title)", box)
    if touch.isHeld { pass.ask(.seek(chart.axis.frame(at: touch.pointer.x))) }
    let nearest = touch.isHovered ? chart.nearest(to: touch.pointer) : nil
    chart.drawLines(loud: legend.isListed ? nil : nearest)
    chart.drawHead(marks: legend.isListed)
    if touch.isHovered { ui_tooltip(readout(chart.axis.frame(at: touch.pointer.x), nearest)) }
    return place.y + chartHeight + extraHeight(width: width)
  }

  private func drawTitle(in box: Box) {
    var rest = box
    _ = rest.takeLeft(Lettering.draw(title, in: box, Palette.muted, font: UI_FONT_SMALL) + pass.size(12))
    if hasTitleLegend {
      legend.drawSingle(in: rest)
    } else if leavesRange {
      let note = Lettering.draw("outside training range", in: rest, Palette.error, font: UI_FONT_SMALL, side: .right)
      Canvas.disc(Point(rest.high.x - note - pass.size(8), rest.middle.y), pass.scale * 2.5, Palette.error)
    }
  }

  private func readout(_ frame: Int, _ nearest: Int?) -> String {
    let shown = legend.isListed ? lines : nearest.map { [lines[$0]] } ?? []
    let texts = shown.map { line in
      let value = Lettering.number(line.value(at: frame).map(Double.init))
      let note = line.isOutside(at: frame) ? "  outside the training range" : ""
      let owner = line.isBeside ? "  \(beside ?? "")" : ""
      return "\(line.series.name)\(owner)  \(value) \(line.series.unit)\(note)"
    }
    return (["frame \(frame)"] + texts).joined(separator: "\n")
  }
}
