import CImGui
import Foundation
import Media

/// The cameras as frusta, what they saw as points, and the objects' paths: truth as lines, predictions dashed.
struct SpacePanel {
  let pass: Pass
  let source: any FrameSource

  private var state: ViewerState { pass.state }
  private var frame: Int { state.playhead.frame }

  func draw(in box: Box) {
    Canvas.fill(box, Palette.well, rounding: pass.size(4))
    react(in: box)
    Canvas.clipped(to: box) {
      drawGround(in: box)
      do {
        drawCloud(try source.cloud(frame: frame), in: box)
      } catch {
        Lettering.draw(
          "\(error)", at: Point(box.low.x + pass.size(10), box.high.y - pass.size(24)), Palette.muted,
          font: UI_FONT_SMALL)
      }
      for camera in source.cameras.indices { drawFrustum(camera, in: box) }
      for (number, object) in state.details.objects.enumerated() {
        for path in state.details.spacePaths where path.object == object {
          draw(path, Palette.distinct(number), in: box)
        }
      }
    }
    Lettering.draw(
      "drag to turn · wheel to near · drag with shift to move", at: box.low + Point(pass.size(10), pass.size(8)),
      Palette.faint, font: UI_FONT_SMALL)
  }

  private func react(in box: Box) {
    let touch = pass.area("space", box)
    let drag = ui_drag().point / max(1, box.height)
    if touch.isHeld, drag != .zero { pass.ask(ui_shift() ? .shift(drag) : .orbit(drag)) }
    if touch.isHovered, ui_wheel() != 0 { pass.ask(.approach(pow(1.15, ui_wheel()))) }
  }

  private func place(_ point: SIMD3<Float>, in box: Box) -> Point? {
    state.orbit.place(point).map { box.middle + Point($0.x, $0.y) * box.height }
  }

  private func line(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ color: Ink, in box: Box, _ thickness: Float = 1) {
    guard let a = place(a, in: box), let b = place(b, in: box) else { return }
    Canvas.line(a, b, color, pass.scale * thickness)
  }

  /// Squares of ten centimetres.
  private func drawGround(in box: Box) {
    for step in -5...10 {
      let x = Float(step) / 10
      line(SIMD3(x, -0.5, 0), SIMD3(x, 0.5, 0), Palette.line, in: box)
    }
    for step in -5...5 {
      let y = Float(step) / 10
      line(SIMD3(-0.5, y, 0), SIMD3(1, y, 0), Palette.line, in: box)
    }
  }

  /// Far points first, so that near ones hide them.
  private func drawCloud(_ points: [CloudPoint], in box: Box) {
    let placed = points.compactMap { point in state.orbit.place(point.place).map { ($0, point.color) } }
    for (spot, color) in placed.sorted(by: { $0.0.depth > $1.0.depth }) {
      let middle = box.middle + Point(spot.x, spot.y) * box.height
      let half = max(0.75, pass.scale * 2.4 / spot.depth)
      Canvas.fill(Box(middle - half, middle + half), Palette.ink(color))
    }
  }

  private func drawFrustum(_ camera: Int, in box: Box) {
    guard let view = source.placement(camera: camera, frame: frame) else { return }
    let (width, height) = (2 * view.cx, 2 * view.cy)
    let corners = [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)]
      .map { view.point($0, depth: 0.12) }
    for (number, corner) in corners.enumerated() {
      line(view.centre, corner, Palette.accent, in: box)
      line(corner, corners[(number + 1) % 4], Palette.accent, in: box, 1.5)
    }
    guard let place = place(view.centre, in: box) else { return }
    Lettering.draw(source.cameras[camera], at: place + Point(pass.size(6), pass.size(-18)), font: UI_FONT_SMALL)
  }

  private func draw(_ path: SpacePath, _ color: Ink, in box: Box) {
    let trail = PathOverlay.trail(path.points, upTo: frame, rate: state.playhead.rate)
    let places = trail.map { $0.flatMap { place($0, in: box) } }
    for run in PathOverlay.runs(places) {
      let line = PathOverlay.thinned(run, least: pass.scale * 2)
      if path.sample == nil {
        Canvas.lines(line, color, pass.scale * 2)
      } else {
        Canvas.dashes(line, color, pass.scale * 2, dash: pass.size(5), gap: pass.size(4))
      }
    }
    guard let now = places.last, let now else { return }
    if path.sample == nil {
      Canvas.ring(now, pass.scale * 7, color, pass.scale * 2)
    } else {
      Canvas.disc(now, pass.scale * 4, color)
    }
  }
}
