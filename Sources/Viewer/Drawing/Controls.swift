import CImGui
import Media

/// A small rounded mark with a word in it.
enum Chip {
  /// Returns the width drawn.
  static func draw(_ text: String, in box: Box, scale: Float, _ color: Ink = Palette.accent) -> Float {
    let width = Lettering.width(text, UI_FONT_SMALL) + (14 * scale).rounded()
    let height = (19 * scale).rounded()
    let mark = Box(x: box.low.x, y: (box.middle.y - height / 2).rounded(), width: width, height: height)
    Canvas.fill(mark, Palette.context, rounding: height / 2)
    Lettering.draw(text, in: mark, color, font: UI_FONT_SMALL, side: .middle)
    return width
  }
}

/// A word that can be on or off.
enum Switch {
  /// Returns whether it was clicked.
  static func draw(_ text: String, isOn: Bool, in box: Box, _ pass: Pass) -> Bool {
    let touch = pass.area(text, box)
    if touch.isHovered { ui_set_hand_cursor() }
    let rounding = pass.size(5)
    Canvas.fill(box, isOn ? Palette.selected : touch.isHovered ? Palette.hovered : Palette.raised, rounding: rounding)
    Lettering.draw(text, in: box, isOn ? Palette.accent : Palette.muted, font: UI_FONT_SMALL, side: .middle)
    return touch.isClicked
  }
}

/// A key of the keyboard.
enum Keycap {
  static func width(_ key: String, scale: Float) -> Float {
    max((20 * scale).rounded(), Lettering.width(key, UI_FONT_SMALL) + (12 * scale).rounded())
  }

  static func draw(_ key: String, in box: Box, scale: Float) {
    Canvas.fill(box, Palette.raised, rounding: (4 * scale).rounded())
    Canvas.frame(box, Palette.line, rounding: (4 * scale).rounded())
    Lettering.draw(key, in: box, Palette.text, font: UI_FONT_SMALL, side: .middle)
  }
}

/// What the colours of the difference mean.
struct ColorBar {
  let mode: DifferenceMode
  let scale: Float

  /// Draws at the right end of `box`.
  func draw(in box: Box) {
    var rest = box
    let map = mode == .signed ? ColorMap.signed : ColorMap.magnitude
    let reach = String(Int(255 / PaneStore.differenceGain))
    let low = mode == .signed ? "−" + reach : "0"
    let width = (54 * scale).rounded()
    let labels = Lettering.width(low, UI_FONT_SMALL) + Lettering.width(reach, UI_FONT_SMALL)
    guard rest.width > width + labels + (10 * scale).rounded() else { return }
    Lettering.draw(reach, in: rest.takeRight(Lettering.width(reach, UI_FONT_SMALL)), Palette.muted, font: UI_FONT_SMALL)
    _ = rest.takeRight((5 * scale).rounded())
    let strip = rest.takeRight(width)
    let height = (8 * scale).rounded()
    for step in 0..<27 {
      let x = strip.low.x + width * Float(step) / 27
      let color = map.table[step * 255 / 26]
      Canvas.fill(
        Box(x: x, y: (strip.middle.y - height / 2).rounded(), width: width / 27 + 0.5, height: height),
        Palette.ink(color))
    }
    _ = rest.takeRight((5 * scale).rounded())
    Lettering.draw(low, in: rest, Palette.muted, font: UI_FONT_SMALL, side: .right)
  }
}
