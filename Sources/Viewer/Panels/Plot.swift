import CImGui
import Media

/// Lines over time with axes, the context shaded, the play head, and a legend that tells the values there.
struct Plot {
  let pass: Pass
  let title: String
  let series: [Series]
  let contextLength: Int

  private var playhead: Playhead { pass.state.playhead }
  private var legend: PlotLegend { PlotLegend(pass: pass, series: series) }
  private var hasLegend: Bool { legend.isListed }
  /// The height of everything but the chart itself.
  func extraHeight(width: Float) -> Float { pass.size(22 + 20) + legend.height(width: width) }

  /// Draws with the chart `chartHeight` high; returns where it ends.
  func draw(at place: Point, width: Float, chartHeight: Float) -> Float {
    var rest = Box(x: place.x, y: place.y, width: width, height: chartHeight + extraHeight(width: width))
    drawTitle(in: rest.takeTop(pass.size(22)))
    var chart = rest.takeTop(chartHeight)
    let scale = ValueScale(series: series, count: Double(chartHeight / pass.size(30)))
    let labels = chart.takeLeft((scale.labels.map { Lettering.width($0, UI_FONT_SMALL) }.max() ?? 0) + pass.size(6))
    let axis = TimeAxis(box: chart, frameCount: playhead.frameCount)
    drawGround(chart, labels, scale, axis)
    let touch = pass.area("plot \(title)", chart)
    if touch.isHeld { pass.ask(.seek(axis.frame(at: touch.pointer.x))) }
    let nearest = touch.isHovered ? nearestLine(to: touch.pointer, axis, scale, chart) : nil
    for number in series.indices {
      drawLine(number, axis, scale, chart, isFaint: !hasLegend && nearest != nil && nearest != number)
    }
    drawHead(axis, scale, chart)
    drawTimes(in: rest.takeTop(pass.size(20)), axis)
    legend.draw(in: rest)
    if touch.isHovered { ui_tooltip(readout(axis.frame(at: touch.pointer.x), nearest)) }
    return rest.high.y
  }

  private func drawTitle(in box: Box) {
    let width = Lettering.draw(title, in: box, Palette.muted, font: UI_FONT_SMALL)
    guard series.contains(where: { !$0.outside.isEmpty }) else { return }
    var rest = box
    _ = rest.takeLeft(width + pass.size(12))
    let note = Lettering.draw("outside training range", in: rest, Palette.error, font: UI_FONT_SMALL, side: .right)
    Canvas.disc(Point(rest.high.x - note - pass.size(8), rest.middle.y), pass.scale * 2.5, Palette.error)
  }

  private func drawGround(_ chart: Box, _ labels: Box, _ scale: ValueScale, _ axis: TimeAxis) {
    Canvas.fill(chart, Palette.well, rounding: pass.size(3))
    if contextLength > 0 {
      Canvas.fill(Box(chart.low, Point(axis.start(of: contextLength), chart.high.y)), Palette.context)
    }
    for (value, label) in zip(scale.ticks, scale.labels) {
      let y = scale.y(value, in: chart).rounded()
      Canvas.line(Point(chart.low.x, y), Point(chart.high.x, y), Palette.line)
      // Labels of the outermost lines move inwards, clear of the title and the times.
      let middle = min(max(y, chart.low.y + pass.size(8)), chart.high.y - pass.size(6))
      let place = Box(
        Point(labels.low.x, middle - pass.size(8)), Point(labels.high.x - pass.size(6), middle + pass.size(8)))
      Lettering.draw(label, in: place, Palette.faint, font: UI_FONT_SMALL, side: .right)
    }
  }

  private func drawLine(_ number: Int, _ axis: TimeAxis, _ scale: ValueScale, _ chart: Box, isFaint: Bool) {
    let line = series[number]
    let color = Palette.distinct(number, isFaint ? 0.25 : 1)
    let points = line.outline(stretches: Int(chart.width)).map { frame in
      line.value(at: frame).map { Point(axis.middle(of: frame), scale.y(Double($0), in: chart)) }
    }
    Canvas.clipped(to: chart) {
      for run in PathOverlay.runs(points) {
        // Colours repeat after seven: the later lines are dashed.
        if number < Color.distinct.count {
          Canvas.lines(run, color, pass.scale * 1.5)
        } else {
          Canvas.dashes(run, color, pass.scale * 1.5, dash: pass.size(4), gap: pass.size(3))
        }
        if run.count == 1 { Canvas.disc(run[0], pass.scale * 2, color) }
      }
      let outside = line.outside.map { frame in
        Point(axis.middle(of: frame), scale.y(Double(line.values[frame]), in: chart))
      }
      for place in PathOverlay.thinned(outside, least: pass.scale) {
        Canvas.disc(place, pass.scale * 2.5, Palette.error)
      }
    }
  }

  private func drawHead(_ axis: TimeAxis, _ scale: ValueScale, _ chart: Box) {
    let x = axis.middle(of: playhead.frame).rounded()
    Canvas.line(Point(x, chart.low.y), Point(x, chart.high.y), Palette.head)
    guard hasLegend else { return }
    for (number, line) in series.enumerated() {
      guard let value = line.value(at: playhead.frame) else { continue }
      let place = Point(x, scale.y(Double(value), in: chart))
      Canvas.disc(place, pass.scale * 4, Palette.well)
      Canvas.disc(place, pass.scale * 3, Palette.distinct(number))
    }
  }

  private func drawTimes(in box: Box, _ axis: TimeAxis) {
    let seconds = Double(playhead.frameCount) / playhead.rate
    let step = Ticks.step(span: seconds, count: Double(axis.box.width / pass.size(60)))
    for time in Ticks.values(in: 0...seconds, count: seconds / step) {
      let x = axis.start(of: time * playhead.rate)
      guard x < axis.box.high.x - pass.size(16) else { continue }
      let label = Ticks.label(time, step: step) + " s"
      Lettering.draw(
        label, at: Point(x, box.low.y + pass.size(2)), Palette.faint, font: UI_FONT_SMALL,
        side: time == 0 ? .left : .middle)
    }
  }

  private func nearestLine(to pointer: Point, _ axis: TimeAxis, _ scale: ValueScale, _ chart: Box) -> Int? {
    let frame = axis.frame(at: pointer.x)
    let distances = series.indices.compactMap { number in
      series[number].value(at: frame).map { (number, abs(scale.y(Double($0), in: chart) - pointer.y)) }
    }
    return distances.min { $0.1 < $1.1 }?.0
  }

  private func readout(_ frame: Int, _ nearest: Int?) -> String {
    let head = "frame \(frame)"
    let shown = hasLegend ? Array(series.indices) : nearest.map { [$0] } ?? []
    return
      ([head]
      + shown.map { number in
        let line = series[number]
        let note = line.outside.contains(frame) ? "  outside the training range" : ""
        return "\(line.name)  \(Lettering.number(line.value(at: frame).map(Double.init))) \(line.unit)\(note)"
      }).joined(separator: "\n")
  }
}
