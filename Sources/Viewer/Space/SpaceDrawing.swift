import CImGui
import Media

/// What is drawn in space, as seen by an eye.
struct SpaceDrawing {
  let pass: Pass
  let source: any FrameSource
  let box: Box
  let view: SpaceView
  let scene: SpaceScene

  private var state: ViewerState { pass.state }
  private var frame: Int { state.playhead.frame }

  func draw() {
    drawGround()
    do {
      drawCloud(try source.cloud(frame: frame))
    } catch {
      let words = MessageText("\(error)", width: box.width - pass.size(20)) { Lettering.width($0, UI_FONT_SMALL) }
      var place = Point(box.low.x + pass.size(10), box.high.y - pass.size(18) * Float(words.lines.count) - pass.size(6))
      for line in words.lines {
        Lettering.draw(line, at: place, Palette.nightMuted, font: UI_FONT_SMALL)
        place.y += pass.size(18)
      }
    }
    for camera in source.cameras.indices { drawFrustum(camera) }
    let colors = state.objectColors
    for object in state.details.objects {
      for path in state.details.spacePaths where path.object == object { draw(path, colors[object]) }
    }
  }

  private func place(_ point: SIMD3<Float>) -> Point? {
    view.place(point).map { box.middle + Point($0.x, $0.y) * box.height }
  }

  private func line(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ color: Ink, _ thickness: Float = 1) {
    guard let a = place(a), let b = place(b) else { return }
    Canvas.line(a, b, color, pass.scale * thickness)
  }

  /// Squares of ten centimetres.
  private func drawGround() {
    for step in -5...10 {
      let x = Float(step) / 10
      line(SIMD3(x, -0.5, 0), SIMD3(x, 0.5, 0), Palette.nightLine)
    }
    for step in -5...5 {
      let y = Float(step) / 10
      line(SIMD3(-0.5, y, 0), SIMD3(1, y, 0), Palette.nightLine)
    }
  }

  /// Far points first, so that near ones hide them.
  private func drawCloud(_ points: [CloudPoint]) {
    let placed = points.compactMap { point in view.place(point.place).map { ($0, point.color) } }
    for (spot, color) in placed.sorted(by: { $0.0.depth > $1.0.depth }) {
      let middle = box.middle + Point(spot.x, spot.y) * box.height
      let half = max(0.75, pass.scale * 2.4 / spot.depth)
      Canvas.fill(Box(middle - half, middle + half), Palette.ink(color))
    }
  }

  private func drawFrustum(_ camera: Int) {
    guard let placed = source.placement(camera: camera, frame: frame) else { return }
    let corners = placed.corners(depth: scene.frustumDepth)
    for (number, corner) in corners.enumerated() {
      line(placed.centre, corner, Palette.nightMuted)
      line(corner, corners[(number + 1) % 4], Palette.nightMuted, 1.5)
    }
    guard let place = place(placed.centre) else { return }
    let name = source.cameras[camera]
    // To the left of a camera that stands too far right for its name.
    let isCut = place.x + pass.size(6) + Lettering.width(name, UI_FONT_SMALL) > box.high.x
    Lettering.draw(
      name, at: place + Point(pass.size(isCut ? -6 : 6), pass.size(-18)), Palette.nightText, font: UI_FONT_SMALL,
      side: isCut ? .right : .left)
  }

  private func draw(_ path: SpacePath, _ color: Ink) {
    let trail = PathOverlay.trail(path.points, upTo: frame, rate: state.playhead.rate)
    let places = trail.map { $0.flatMap { place($0) } }
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
