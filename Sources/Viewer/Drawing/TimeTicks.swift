import CImGui

/// Seconds along the foot of a chart.
struct TimeTicks {
  let axis: TimeAxis
  /// Frames a second.
  let rate: Double
  /// Seconds at the axis' left end.
  var first = 0.0
  let scale: Float

  static let height: Float = 18

  private var span: Double { Double(axis.frameCount) / rate }
  private var count: Double { Double(axis.box.width / (60 * scale)) }

  /// Where the round seconds are.
  var places: [(x: Float, time: Double)] {
    Ticks.values(in: first...(first + span), count: count).map {
      (axis.start(of: ($0 - first) * rate).rounded(), $0)
    }
  }

  /// A faint line across the chart at each.
  func drawLines(in chart: Box) {
    for (x, _) in places where x > chart.low.x + 1 && x < chart.high.x - 1 {
      Canvas.line(Point(x, chart.low.y), Point(x, chart.high.y), Palette.line)
    }
  }

  /// Writes them below `top`; one that would reach beyond the chart is left out.
  func drawLabels(below top: Float) {
    let step = Ticks.step(span: span, count: count)
    for (x, time) in places {
      let label = Ticks.label(time, step: step) + " s"
      let half = Lettering.width(label, UI_FONT_SMALL) / 2
      guard x + half <= axis.box.high.x + scale * 2 else { continue }
      let isCut = x - half < axis.box.low.x
      Lettering.draw(
        label, at: Point(isCut ? axis.box.low.x : x, top + (2 * scale).rounded()), Palette.faint, font: UI_FONT_SMALL,
        side: isCut ? .left : .middle)
    }
  }
}
