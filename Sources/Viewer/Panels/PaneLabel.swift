import CImGui
import Media

/// The line above a picture: what it shows, of which camera, and what its colours mean.
struct PaneLabel {
  let pass: Pass
  let source: any FrameSource
  /// What stands beside it.
  let kinds: [Pane.Kind]

  private var state: ViewerState { pass.state }

  func draw(_ pane: Pane, _ content: PaneContent?, in box: Box) {
    var rest = box
    let width = Lettering.draw(title(pane), in: rest, font: UI_FONT_STRONG)
    _ = rest.takeLeft(width + pass.size(8))
    if content?.isGiven == true || (pane.kind.isPredicted && state.playhead.frame < source.contextLength) {
      _ = rest.takeLeft(Chip.draw("given", in: rest, scale: pass.scale) + pass.size(8))
    }
    if kinds == [.truth] { return }
    if let bar = colorBar(pane) {
      bar.draw(in: rest)
    } else {
      Lettering.draw(source.cameras[pane.camera], in: rest, Palette.muted, font: UI_FONT_SMALL, side: .right)
    }
  }

  private func colorBar(_ pane: Pane) -> ColorBar? {
    switch pane.kind {
    case .difference where state.difference != .blend: ColorBar(mode: state.difference, scale: pass.scale)
    case .spread: ColorBar(mode: .magnitude, scale: pass.scale)
    case .depth:
      (source as? any ChannelSource)?.depthRange(camera: pane.camera).map { ColorBar(depth: $0, scale: pass.scale) }
    default: nil
    }
  }

  private func title(_ pane: Pane) -> String {
    switch pane.kind {
    case .truth: kinds != [.truth] ? "Truth" : source.cameras[pane.camera]
    case .prediction: state.layout == .pair ? state.pairTitles.shown : "Prediction"
    case .otherTruth: "Its truth"
    case .otherPrediction: state.pairTitles.beside
    case .difference: state.difference.title
    case .depth: "Depth"
    case .segments: "Segmentation"
    case .sample(let number): "Sample \(number + 1)"
    case .mean: "Mean of \(source.sampleCount)"
    case .spread: "Spread"
    case .wipe: "Truth | prediction"
    case .blink: state.blinksTruth ? "Truth" : "Prediction"
    case .truthOnion: "Truth, before and now"
    case .predictionOnion: "Prediction, before and now"
    }
  }
}
