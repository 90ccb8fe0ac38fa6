import CImGui

/// Signs drawn from lines and triangles, so that no font has to have them.
enum Icon {
  case play, pause, forward, back, end, start, loop

  func draw(in box: Box, _ color: Ink) {
    let (middle, radius) = (box.middle, min(box.width, box.height) / 2)
    switch self {
    case .play: arrow(at: middle + Point(radius * 0.1, 0), radius, color, points: 1)
    case .pause:
      bar(at: middle - Point(radius * 0.4, 0), radius, color)
      bar(at: middle + Point(radius * 0.4, 0), radius, color)
    case .forward: stepped(middle, radius, color, points: 1, bars: [-0.55])
    case .back: stepped(middle, radius, color, points: -1, bars: [0.55])
    case .end: stepped(middle, radius, color, points: 1, bars: [0.75])
    case .start: stepped(middle, radius, color, points: -1, bars: [-0.75])
    case .loop: drawLoop(middle, radius, color)
    }
  }

  private func stepped(_ middle: Point, _ radius: Float, _ color: Ink, points: Float, bars: [Float]) {
    for place in bars {
      Canvas.fill(Self.bar(at: middle + Point(radius * place, 0), width: radius * 0.22, height: radius * 1.5), color)
    }
    arrow(
      at: middle + Point((bars[0] > 0) == (points > 0) ? -radius * 0.12 * points : radius * 0.2 * points, 0),
      radius * 0.85, color, points: points)
  }

  private func arrow(at middle: Point, _ radius: Float, _ color: Ink, points: Float) {
    let (reach, rise) = (radius * 0.75 * points, radius * 0.85)
    Canvas.triangle(
      middle + Point(-reach * 0.8, -rise), middle + Point(reach, 0), middle + Point(-reach * 0.8, rise), color)
  }

  private func bar(at middle: Point, _ radius: Float, _ color: Ink) {
    Canvas.fill(Self.bar(at: middle, width: radius * 0.42, height: radius * 1.7), color)
  }

  private static func bar(at middle: Point, width: Float, height: Float) -> Box {
    Box(middle - Point(width, height) / 2, middle + Point(width, height) / 2)
  }

  private func drawLoop(_ middle: Point, _ radius: Float, _ color: Ink) {
    let (wide, high) = (radius * 0.95, radius * 0.6)
    Canvas.frame(
      Box(middle - Point(wide, high), middle + Point(wide, high)), color, rounding: high,
      thickness: max(1.5, radius * 0.2))
    let tip = middle + Point(radius * 0.1, -high)
    Canvas.triangle(
      tip + Point(-radius * 0.3, -radius * 0.4), tip + Point(radius * 0.35, 0),
      tip + Point(-radius * 0.3, radius * 0.4), color)
  }
}
