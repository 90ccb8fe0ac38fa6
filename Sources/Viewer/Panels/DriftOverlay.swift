import CImGui

/// Pieces of the background that drift in a prediction: a dot where one should be, a line four times as long as its way.
///
/// Quiet where a piece stays within a hundredth of the width (what `reprojection_px` counts as in its place), loud
/// beyond, a cross where it was not found again.
struct DriftOverlay {
  let pass: Pass
  let source: any FrameSource

  static let enlargement: Float = 4
  /// Of the width.
  static let tolerance: Float = 0.01

  func draw(_ pane: Pane, _ geometry: PaneGeometry) {
    guard let sample = sample(of: pane.kind) else { return }
    let marks = source.drift(sample: sample, camera: pane.camera, frame: pass.state.playhead.frame)
    Canvas.clipped(to: geometry.box) {
      for mark in marks { draw(mark, geometry) }
    }
  }

  /// The sample that a pane shows; nil where it shows none, or several.
  private func sample(of kind: Pane.Kind) -> Int? {
    switch kind {
    case .prediction, .difference: pass.state.sample
    case .sample(let number): number
    default: nil
    }
  }

  private func draw(_ mark: DriftMark, _ geometry: PaneGeometry) {
    let place = geometry.place(mark.place)
    guard let offset = mark.offset else {
      let arm = pass.scale * 3
      for side: Float in [-1, 1] {
        Canvas.line(place - Point(arm, arm * side), place + Point(arm, arm * side), Palette.lost, pass.scale * 1.6)
      }
      return
    }
    let drifts = (offset * offset).sum().squareRoot() > Self.tolerance * geometry.size.x
    let color = drifts ? Palette.drifting : Palette.steady
    Canvas.line(place, geometry.place(mark.place + offset * Self.enlargement), color, pass.scale * 1.6)
    Canvas.disc(place, pass.scale * (drifts ? 2.4 : 1.6), color)
  }
}
