import CImGui

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
