import CImGui
import Foundation

/// Text in one of the window's fonts.
enum Lettering {
  enum Side { case left, middle, right }

  static func width(_ text: String, _ font: ui_font = UI_FONT_REGULAR) -> Float { ui_text_width(font, text) }

  static func height(_ font: ui_font = UI_FONT_REGULAR) -> Float { ui_font_size(font) }

  /// Writes a line that starts, is centred or ends at `place`, its top there. Returns its width.
  @discardableResult
  static func draw(
    _ text: String, at place: Point, _ color: Ink = Palette.text, font: ui_font = UI_FONT_REGULAR, side: Side = .left
  ) -> Float {
    let width = width(text, font)
    let shift: Float = side == .left ? 0 : side == .middle ? width / 2 : width
    ui_draw_text(font, ui_point((place - Point(shift, 0)).rounded()), color, text)
    return width
  }

  /// Writes a line in the vertical middle of `box`, shortened to fit.
  @discardableResult
  static func draw(
    _ text: String, in box: Box, _ color: Ink = Palette.text, font: ui_font = UI_FONT_REGULAR, side: Side = .left
  ) -> Float {
    let text = shortened(text, to: box.width, font)
    let y = box.middle.y - height(font) / 2 - 0.5
    let x = side == .left ? box.low.x : side == .middle ? box.middle.x : box.high.x
    return draw(text, at: Point(x, y), color, font: font, side: side)
  }

  /// The text, or as much of it as fits before an ellipsis.
  static func shortened(_ text: String, to limit: Float, _ font: ui_font) -> String {
    guard width(text, font) > limit + 1 else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…", font) > limit { kept.removeLast() }
    return kept.isEmpty ? "" : kept + "…"
  }

  /// About three digits: 0.605, 1.31, 24.1, 480.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let size = abs(value)
    let digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
    return String(format: "%.\(digits)f", value).replacingOccurrences(of: "-", with: "−")
  }

  static func number(_ value: Double?) -> String { value.map(number) ?? "–" }
}
