import CImGui
import Foundation

/// The line under the pictures: who drives, where in time, whether the model keeps pace, and the keys that are held.
struct DriveStatus {
  let pass: Pass
  let view: DriveView

  func draw(in box: Box) {
    pass.panel("status", box) {
      Canvas.line(box.low, Point(box.high.x, box.low.y), Palette.line)
      var rest = box.inset(x: pass.size(16), y: pass.size(10))
      drawMode(in: &rest)
      let seconds = Double(view.frame - view.given + 1) / view.rate
      word(String(format: "%.1f s", seconds), Palette.text, UI_FONT_STRONG, in: &rest)
      word("frame \(view.frame)", Palette.muted, UI_FONT_REGULAR, in: &rest)
      let keys = rest.takeRight(pass.size(300))
      drawPace(in: &rest)
      Lettering.draw(view.keys.joined(separator: " · "), in: keys, Palette.accent, side: .right)
    }
  }

  private func drawMode(in rest: inout Box) {
    let (text, color) =
      switch view.mode {
      case .driving: (view.driver == "hand" ? "Driving" : "\(view.driver) drives", Palette.good)
      case .paused: ("Paused", Palette.warning)
      case .looking: ("Looking back", Palette.accent)
      }
    Canvas.disc(rest.takeLeft(pass.size(14)).middle, pass.size(5), color)
    _ = rest.takeLeft(pass.size(6))
    word(text, color, UI_FONT_STRONG, in: &rest)
  }

  /// What falls behind is said; the robot and the window keep their pace all the same.
  private func drawPace(in rest: inout Box) {
    guard view.lag > 0 else {
      guard view.isAnswered else { return }
      return word("model in step", Palette.faint, UI_FONT_REGULAR, in: &rest)
    }
    word(String(format: "model %.1f s behind", view.lag), Palette.warning, UI_FONT_STRONG, in: &rest)
  }

  private func word(_ text: String, _ color: Ink, _ font: ui_font, in rest: inout Box) {
    _ = rest.takeLeft(Lettering.draw(text, in: rest, color, font: font) + pass.size(22))
  }
}
