/// A marked point, and in the other cameras the line on which it must lie.
struct EpipolarOverlay {
  let pass: Pass
  let source: any FrameSource

  /// Metres along the marked point's ray that are drawn.
  private static let depths: [Float] = (0...60).map { 0.05 * Float($0 + 1) }

  func draw(_ pane: Pane, _ geometry: PaneGeometry) {
    guard let mark = pass.state.mark else { return }
    Canvas.clipped(to: geometry.box) {
      if mark.camera == pane.camera {
        drawMark(at: geometry.place(mark.place * geometry.size))
      } else {
        drawLine(mark, pane.camera, geometry)
      }
    }
  }

  private func drawMark(at place: Point) {
    for (color, thickness) in [(Palette.shade, Float(4)), (Palette.epipolar, 2)] {
      Canvas.ring(place, pass.scale * 8, color, pass.scale * thickness)
    }
    Canvas.disc(place, pass.scale * 1.5, Palette.epipolar)
  }

  private func drawLine(_ mark: ViewerState.Mark, _ camera: Int, _ geometry: PaneGeometry) {
    let frame = pass.state.playhead.frame
    guard let from = source.placement(camera: mark.camera, frame: frame),
      let to = source.placement(camera: camera, frame: frame)
    else { return }
    // A picture's principal point is its middle: that tells its size without opening it.
    let pixel = mark.place * SIMD2(2 * from.cx, 2 * from.cy)
    let places = Self.depths.map { to.pixel(from.point(pixel, depth: $0)).map(geometry.place) }
    for run in PathOverlay.runs(places) {
      Canvas.lines(run, Palette.shade, pass.scale * 4)
      Canvas.lines(run, Palette.epipolar, pass.scale * 1.8)
    }
  }
}
