import CImGui
import Media

/// The part of a plot that holds its lines: the ground with its axes, the context shaded, and the play head.
struct PlotChart {
  let pass: Pass
  let lines: [PlotLine]
  let contextLength: Int
  let box: Box
  let scale: ValueScale

  private var playhead: Playhead { pass.state.playhead }
  var axis: TimeAxis { TimeAxis(box: box, frameCount: playhead.frameCount) }

  func drawGround(labels: Box) {
    Canvas.fill(box, Palette.well, rounding: pass.size(3))
    if contextLength > 0 {
      Canvas.fill(Box(box.low, Point(axis.start(of: contextLength), box.high.y)), Palette.context)
    }
    TimeTicks(axis: axis, rate: playhead.rate, scale: pass.scale).drawLines(in: box)
    scale.draw(in: box, labels: labels, pass)
  }

  /// - Parameter loud: the only line that is not faint; nil: all are as they are.
  func drawLines(loud: Int?) {
    Canvas.clipped(to: box) {
      // The run's own lines lie over those of the run beside.
      for (place, line) in lines.enumerated().reversed() { draw(line, isFaint: loud != nil && loud != place) }
    }
  }

  private func draw(_ line: PlotLine, isFaint: Bool) {
    let style = line.style(isFaint ? 0.25 : 1)
    let points = line.series.outline(stretches: Int(box.width)).map { frame in
      line.series.value(at: frame).map { Point(line.x(of: frame, axis), scale.y(Double($0), in: box)) }
    }
    for run in PathOverlay.runs(points) {
      Canvas.line(run, style, thickness: pass.scale * 1.5, scale: pass.scale)
      if run.count == 1 { Canvas.disc(run[0], pass.scale * 2, style.color) }
    }
    guard !line.isBeside else { return }
    let outside = line.series.outside.map { frame in
      Point(axis.middle(of: frame), scale.y(Double(line.series.values[frame]), in: box))
    }
    for place in PathOverlay.thinned(outside, least: pass.scale) {
      Canvas.disc(place, pass.scale * 2.5, Palette.error)
    }
  }

  /// - Parameter marks: whether the lines' values there are marked.
  func drawHead(marks: Bool) {
    let x = axis.middle(of: playhead.frame).rounded()
    Canvas.line(Point(x, box.low.y), Point(x, box.high.y), Palette.head)
    guard marks else { return }
    for line in lines.reversed() {
      guard let value = line.value(at: playhead.frame) else { continue }
      let place = Point(x, scale.y(Double(value), in: box))
      Canvas.disc(place, pass.scale * 4, Palette.well)
      Canvas.disc(place, pass.scale * (line.isBeside ? 2 : 3), line.style().color)
    }
  }

  /// The line that passes nearest to the pointer.
  func nearest(to pointer: Point) -> Int? {
    let frame = axis.frame(at: pointer.x)
    let distances = lines.indices.compactMap { place in
      lines[place].value(at: frame).map { (place, abs(scale.y(Double($0), in: box) - pointer.y)) }
    }
    return distances.min { $0.1 < $1.1 }?.0
  }
}
