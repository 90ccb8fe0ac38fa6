import CImGui
import Foundation
import Media

/// The line above the panes: what is shown, the objects' colours, and switches for how.
struct PanesHeader {
  let pass: Pass
  let source: any FrameSource

  func draw(in box: Box) {
    var rest = box
    let state = pass.state
    button(state.layout.title, isOn: state.layout != .comparison, in: &rest, .nextLayout)
    if source.sampleCount > 0, state.layout == .comparison {
      button(Self.name(state.difference), isOn: false, in: &rest, .nextDifference)
    }
    button("Smooth", isOn: state.isSmooth, in: &rest, .toggleSmoothing)
    if !state.details.objects.isEmpty { button("Paths", isOn: state.showsOverlays, in: &rest, .toggleOverlays) }
    if state.beside != nil { button("Beside", isOn: state.layout == .pair, in: &rest, .alone) }
    if let camera = state.camera { button(source.cameras[camera], isOn: true, in: &rest, .nextCamera) }
    if state.zoom.factor > 1 {
      button("Zoom \(String(format: "%.1f", state.zoom.factor))×", isOn: true, in: &rest, .resetZoom)
    }
    let width = Lettering.draw(source.title, in: rest, font: UI_FONT_LARGE)
    _ = rest.takeLeft(width + pass.size(20))
    if state.showsOverlays { drawLegend(in: rest) }
  }

  private static func name(_ mode: DifferenceMode) -> String {
    switch mode {
    case .magnitude: "Difference: size"
    case .signed: "Difference: sign"
    case .blend: "Difference: overlaid"
    }
  }

  private func button(_ name: String, isOn: Bool, in rest: inout Box, _ action: InputAction) {
    let width = Lettering.width(name, UI_FONT_SMALL) + pass.size(18)
    let box = rest.takeRight(width).inset(x: 0, y: pass.size(4))
    _ = rest.takeRight(pass.size(6))
    if Switch.draw(name, isOn: isOn, in: box, pass) { pass.ask(action) }
  }

  private func drawLegend(in box: Box) {
    var rest = box
    let colors = pass.state.objectColors
    for object in pass.state.details.objects {
      let width = Lettering.width(object, UI_FONT_SMALL) + pass.size(14)
      guard rest.width > width else { return }
      var entry = rest.takeLeft(width + pass.size(16))
      let dot = entry.takeLeft(pass.size(14))
      ColorDot.draw(dot.middle, pass.scale, colors[object])
      Lettering.draw(object, in: entry, Palette.muted, font: UI_FONT_SMALL)
    }
  }
}
