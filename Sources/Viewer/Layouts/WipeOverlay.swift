/// Truth over the left part of a predicted picture, up to a line that can be dragged.
struct WipeOverlay {
  let pass: Pass

  func draw(_ pane: Pane, _ geometry: PaneGeometry) {
    guard let truth = pass.panes[Pane(camera: pane.camera, kind: .truth)], truth.image != nil else { return }
    let (box, zoom) = (geometry.box, pass.state.zoom)
    let x = (box.low.x + box.width * pass.state.wipe).rounded()
    let part = zoom.low.x + (zoom.high.x - zoom.low.x) * (x - box.low.x) / max(1, box.width)
    Canvas.texture(
      truth.texture, Box(box.low, Point(x, box.high.y)), part: (zoom.low, Point(part, zoom.high.y)))
    Canvas.line(Point(x, box.low.y), Point(x, box.high.y), Palette.shade, pass.scale * 4)
    Canvas.line(Point(x, box.low.y), Point(x, box.high.y), Palette.nightText, pass.scale * 1.5)
    Canvas.disc(Point(x, box.middle.y), pass.scale * 6, Palette.nightText)
  }
}
