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
    // Dark in every theme: the points have the pictures' colours.
    Canvas.fill(box, Palette.night, rounding: pass.size(4))
    let scene = pass.panes.scene(of: state)
    guard !scene.points.isEmpty else {
      Lettering.draw("no camera positions or depth were recorded", in: box, Palette.nightMuted, side: .middle)
      return
    }
    react(in: box)
    let fit = SpaceFit(scene.points, aspect: box.width / max(1, box.height), Orbit())
    Canvas.clipped(to: box) {
      SpaceDrawing(pass: pass, source: source, box: box, view: state.orbit.view(fit), scene: scene).draw()
    }
    Lettering.draw(
      "drag to turn · wheel to near · drag with shift to move", at: box.low + Point(pass.size(10), pass.size(8)),
      Palette.nightMuted, font: UI_FONT_SMALL)
  }

  private func react(in box: Box) {
    let touch = pass.area("space", box)
    let drag = ui_drag().point / max(1, box.height)
    if touch.isHeld, drag != .zero { pass.ask(ui_shift() ? .shift(drag) : .orbit(drag)) }
    if touch.isHovered, ui_wheel() != 0 { pass.ask(.approach(pow(1.15, ui_wheel()))) }
  }
}
