import Foundation

/// Who is touched in truth: a ring around the object, the wider the stronger it is pressed.
struct ContactOverlay {
  let pass: Pass
  let source: any FrameSource

  /// Forces above, newtons, draw the widest ring.
  static let strongest: Float = 20

  func draw(_ pane: Pane, _ geometry: PaneGeometry) {
    guard pane.kind.showsTruth else { return }
    let marks = source.contacts(camera: pane.camera, frame: pass.state.playhead.frame)
    Canvas.clipped(to: geometry.box) {
      for mark in marks {
        let place = geometry.place(mark.place)
        let radius = pass.scale * (8 + 14 * sqrt(min(1, max(0, mark.force) / Self.strongest)))
        Canvas.ring(place, radius, Palette.shade, pass.scale * 4)
        Canvas.ring(place, radius, Palette.touched, pass.scale * 2)
      }
    }
  }
}
