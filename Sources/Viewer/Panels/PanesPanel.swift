import CImGui
import Foundation
import Media

/// The middle of the window: every camera's truth, prediction and difference.
struct PanesPanel {
  let pass: Pass
  let source: any FrameSource

  private var state: ViewerState { pass.state }
  private var kinds: [Pane.Kind] { state.layout.kinds(samples: source.sampleCount, beside: state.beside) }

  func draw(in box: Box) {
    pass.panel("panes", box, Palette.background) {
      var rest = box.inset(x: pass.size(14), y: pass.size(10))
      PanesHeader(pass: pass, source: source).draw(in: rest.takeTop(pass.size(34)))
      _ = rest.takeTop(pass.size(8))
      if state.layout == .space {
        SpacePanel(pass: pass, source: source).draw(in: rest)
      } else {
        drawGrid(in: rest)
      }
    }
  }

  /// The cameras that are shown.
  private var cameras: [Int] { state.camera.map { [$0] } ?? Array(source.cameras.indices) }

  private func grid(in box: Box) -> PaneGrid {
    PaneGrid(
      box: box, rows: cameras.count, perRow: kinds.count,
      aspect: cameras.map { pass.panes.aspect(camera: $0) }.max() ?? 1,
      gap: pass.size(10), label: pass.size(24))
  }

  private func drawGrid(in box: Box) {
    let legend = state.layout == .channels ? SegmentLegend(pass: pass, source: source) : nil
    var rest = box
    if let legend { _ = rest.takeBottom(legend.height(width: grid(in: box).picture.x)) }
    let grid = grid(in: rest)
    var pointed: (camera: Int, share: Point)?
    var placed: [(pane: Pane, geometry: PaneGeometry)] = []
    for (row, camera) in cameras.enumerated() {
      for (column, kind) in kinds.enumerated() {
        let pane = Pane(camera: camera, kind: kind)
        let geometry = draw(pane, in: grid.box(row * kinds.count + column), label: grid.label)
        placed.append((pane, geometry))
        if let share = react(pane, geometry) { pointed = (camera, share) }
      }
    }
    // Segments stand last: below them is nothing.
    if let legend, let last = placed.last { legend.draw(below: last.geometry.box) }
    guard let pointed else { return }
    for (pane, geometry) in placed where pane.camera == pointed.camera { drawCross(at: pointed.share, geometry) }
    ui_tooltip(readout(camera: pointed.camera, share: pointed.share))
  }

  private func draw(_ pane: Pane, in cell: Box, label: Float) -> PaneGeometry {
    let content = pass.panes[pane]
    PaneLabel(pass: pass, source: source, kinds: kinds)
      .draw(pane, content, in: Box(x: cell.low.x, y: cell.low.y - label, width: cell.width, height: label))
    let size = content?.image.map { Point(Float($0.width), Float($0.height)) } ?? Point(1, 1)
    let hasImage = content?.image != nil
    let box = hasImage ? cell.fitting(aspect: size.x / size.y) : cell
    let geometry = PaneGeometry(box: box, size: size, zoom: state.zoom)
    if hasImage, let content {
      Canvas.texture(content.texture, box, part: (state.zoom.low, state.zoom.high))
      if pane.kind == .wipe { WipeOverlay(pass: pass).draw(pane, geometry) }
      Canvas.frame(box, Palette.line)
      if state.showsOverlays && pane.kind.hasPaths { PathOverlay(pass: pass).draw(pane, geometry) }
      if state.showsContacts { ContactOverlay(pass: pass, source: source).draw(pane, geometry) }
      if state.showsDrift { DriftOverlay(pass: pass, source: source).draw(pane, geometry) }
      if !pane.kind.isOther { EpipolarOverlay(pass: pass, source: source).draw(pane, geometry) }
    } else {
      drawNote(content?.note ?? "", in: cell)
    }
    return geometry
  }

  private func drawNote(_ note: String, in box: Box) {
    Canvas.fill(box, Palette.well, rounding: pass.size(4))
    let inner = box.inset(pass.size(16))
    ui_set_cursor(ui_point(Point(inner.low.x, inner.middle.y - pass.size(20))))
    ui_begin_scroll("note \(box.low)", ui_point(Point(inner.width, inner.height / 2)))
    ui_text_wrapped(UI_FONT_SMALL, Palette.muted, note)
    ui_end_scroll()
  }

  /// Zooms and moves; returns the share of the image that is pointed at.
  private func react(_ pane: Pane, _ geometry: PaneGeometry) -> Point? {
    let touch = pass.area("pane \(pane)", geometry.box)
    let share = geometry.share(touch.pointer)
    if touch.isHeld, pane.kind == .wipe {
      pass.ask(.wipe((touch.pointer.x - geometry.box.low.x) / max(1, geometry.box.width)))
    } else if touch.isHeld, state.zoom.factor > 1 {
      pass.ask(.pan(-ui_drag().point / geometry.box.size / state.zoom.factor))
    }
    guard touch.isHovered, pass.panes[pane]?.image != nil else { return nil }
    if ui_double_clicked() { pass.ask(.resetZoom) }
    if touch.isClicked, pane.kind != .wipe, !ui_dragged() { pass.ask(.mark(camera: pane.camera, share)) }
    if ui_wheel() != 0 { pass.ask(.zoom(factor: pow(1.25, ui_wheel()), around: share)) }
    return share
  }

  private func drawCross(at share: Point, _ geometry: PaneGeometry) {
    let place = geometry.place(share * geometry.size)
    let ink = Palette.ink(0xFFFFFF, 0.55)
    Canvas.clipped(to: geometry.box) {
      Canvas.line(Point(geometry.box.low.x, place.y), Point(geometry.box.high.x, place.y), ink)
      Canvas.line(Point(place.x, geometry.box.low.y), Point(place.x, geometry.box.high.y), ink)
    }
  }

  /// The pixel's place and colours, truth and prediction.
  private func readout(camera: Int, share: Point) -> String {
    var lines: [String] = []
    for (kind, name) in [(Pane.Kind.truth, "truth"), (.prediction, "prediction")] {
      guard let image = pass.panes[Pane(camera: camera, kind: kind)]?.image else { continue }
      let x = min(image.width - 1, max(0, Int(share.x * Float(image.width))))
      let y = min(image.height - 1, max(0, Int(share.y * Float(image.height))))
      if lines.isEmpty { lines.append("x \(x)  y \(y)") }
      let color = image[x, y]
      lines.append("\(name)  \(color.red) \(color.green) \(color.blue)")
    }
    return lines.joined(separator: "\n")
  }
}
