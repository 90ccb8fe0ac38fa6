import CImGui

/// The scores, each beside its ceiling, its floor and a second take.
struct ScoreTable {
  let pass: Pass
  let rows: [ScoreRow]

  private static let heads = ["model", "truth", "copy", "2nd take"]

  /// Returns where it ends.
  func draw(at place: Point, width: Float) -> Float {
    var rest = Box(x: place.x, y: place.y, width: width, height: pass.size(30) + pass.size(25) * Float(rows.count))
    drawHead(in: rest.takeTop(pass.size(28)))
    for (number, row) in rows.enumerated() { draw(row, number, in: rest.takeTop(pass.size(25))) }
    return rest.high.y
  }

  private func columns(_ box: Box) -> (name: Box, cells: [Box]) {
    var rest = box
    let cells = (0..<4).map { _ in rest.takeRight(pass.size(51)) }
    return (rest, cells.reversed())
  }

  private func drawHead(in box: Box) {
    let (name, cells) = columns(box)
    Lettering.draw("Scores", in: name, font: UI_FONT_STRONG)
    for (head, cell) in zip(Self.heads, cells) {
      Lettering.draw(head, in: cell, Palette.faint, font: UI_FONT_SMALL, side: .right)
    }
    Canvas.line(Point(box.low.x, box.high.y), box.high, Palette.line)
  }

  private func draw(_ row: ScoreRow, _ number: Int, in box: Box) {
    let (name, cells) = columns(box)
    ui_push_id(Int32(number))
    let touch = pass.area("row", box)
    ui_pop_id()
    if touch.isHovered { Canvas.fill(box, Palette.selected, rounding: pass.size(3)) }
    let title = row.unit.isEmpty ? row.name : "\(row.name) (\(row.unit))"
    Lettering.draw(title, in: name, Palette.muted, font: UI_FONT_SMALL)
    let color = row.beatsCopying.map { $0 ? Palette.good : Palette.warning } ?? Palette.text
    Lettering.draw(Lettering.number(row.value), in: cells[0], color, font: UI_FONT_STRONG, side: .right)
    for (value, cell) in zip([row.truth, row.copyLast, row.secondTake], cells.dropFirst()) {
      Lettering.draw(Lettering.number(value), in: cell, Palette.muted, font: UI_FONT_SMALL, side: .right)
    }
    if touch.isHovered { ui_tooltip(explanation(row)) }
  }

  private func explanation(_ row: ScoreRow) -> String {
    var lines = [row.unit.isEmpty ? row.name : "\(row.name), \(row.unit)"]
    if !row.explanation.isEmpty { lines.append(row.explanation) }
    if let higher = row.higherIsBetter { lines.append(higher ? "Higher is better." : "Lower is better.") }
    if let beats = row.beatsCopying {
      lines.append(beats ? "Better than repeating the last given frame." : "No better than repeating the last given frame.")
    }
    return lines.joined(separator: "\n")
  }
}
