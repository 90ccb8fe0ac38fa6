import CImGui

/// Names and values, one to a line.
struct FactsList {
  let pass: Pass
  let facts: [Fact]

  private static let line: Float = 21

  static func height(_ facts: [Fact], scale: Float) -> Float {
    facts.isEmpty ? 0 : ((30 + line * Float(facts.count) + 8) * scale).rounded()
  }

  /// - Parameter isSeparate: draws a line above.
  func draw(in box: Box, isSeparate: Bool) {
    guard !facts.isEmpty else { return }
    var rest = box.inset(x: pass.size(6), y: 0)
    if isSeparate { Canvas.line(rest.low, Point(rest.high.x, rest.low.y), Palette.line) }
    Lettering.draw("About", in: rest.takeTop(pass.size(30)), font: UI_FONT_STRONG)
    pass.scroll("facts", rest) { place, width in
      let names = min(facts.map { Lettering.width($0.name, UI_FONT_SMALL) }.max() ?? 0, width * 0.5) + pass.size(10)
      for (number, fact) in facts.enumerated() {
        let y = place.y + Float(number) * pass.size(Self.line)
        var row = Box(x: place.x, y: y, width: width, height: pass.size(Self.line))
        draw(fact, number, name: row.takeLeft(names), value: row)
      }
      return place.y + Float(facts.count) * pass.size(Self.line)
    }
  }

  private func draw(_ fact: Fact, _ number: Int, name: Box, value: Box) {
    Lettering.draw(fact.name, in: name, Palette.faint, font: UI_FONT_SMALL)
    Lettering.draw(fact.value, in: value, Palette.muted, font: UI_FONT_SMALL)
    guard Lettering.width(fact.value, UI_FONT_SMALL) > value.width else { return }
    ui_push_id(Int32(number))
    if pass.area("fact", value).isHovered { ui_tooltip(fact.value) }
    ui_pop_id()
  }
}
