import CImGui

/// The scores, each beside its ceiling, its floor and a second take.
struct ScoreTable {
  let pass: Pass
  let rows: [ScoreRow]
  /// Of the run beside, which then takes the second take's column.
  var others: [ScoreRow]?

  private var heads: [String] { ["model", "truth", "copy", others == nil ? "2nd take" : "beside"] }

  /// Rows that say something; the others are counted in one line.
  private var measured: [ScoreRow] { rows.filter { !isEmpty($0) } }
  private var unmeasured: [ScoreRow] { rows.filter { isEmpty($0) } }

  private func isEmpty(_ row: ScoreRow) -> Bool {
    [row.value, row.truth, row.copyLast, row.secondTake, other(row)].allSatisfy { $0 == nil }
  }

  private func other(_ row: ScoreRow) -> Double? { others?.first { $0.name == row.name }?.value }

  var height: Float { pass.size(30) + pass.size(23) * Float(measured.count + (unmeasured.isEmpty ? 0 : 1)) }

  /// Returns where it ends.
  func draw(at place: Point, width: Float) -> Float {
    var rest = Box(x: place.x, y: place.y, width: width, height: height)
    drawHead(in: rest.takeTop(pass.size(28)))
    for (number, row) in measured.enumerated() { draw(row, number, in: rest.takeTop(pass.size(23))) }
    if !unmeasured.isEmpty { drawUnmeasured(in: rest.takeTop(pass.size(23))) }
    return place.y + height - 1
  }

  private func drawUnmeasured(in box: Box) {
    let names = unmeasured.map(\.name).joined(separator: ", ")
    Lettering.draw("not measured: \(names)", in: box, Palette.faint, font: UI_FONT_SMALL)
    guard pass.area("unmeasured", box).isHovered else { return }
    ui_tooltip(unmeasured.map { "\($0.name): \($0.explanation)" }.joined(separator: "\n"))
  }

  /// Cells from the left; narrow tables keep the model and the floor.
  private func columns(_ box: Box) -> (name: Box, cells: [Box?]) {
    var rest = box
    let isNarrow = box.width < pass.size(280)
    let hidden = others == nil ? [1, 3] : [1, 2]
    let cells = [3, 2, 1, 0].map { column -> Box? in
      if isNarrow && hidden.contains(column) { return nil }
      return rest.takeRight(pass.size(column == 3 ? 58 : 46))
    }
    return (rest, cells.reversed())
  }

  private func drawHead(in box: Box) {
    let (name, cells) = columns(box)
    Lettering.draw("Scores", in: name, font: UI_FONT_STRONG)
    for case (let head, let cell?) in zip(heads, cells) {
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
    let last = others == nil ? row.secondTake : other(row)
    for case (let column, (let value, let cell?)) in zip([row.value, row.truth, row.copyLast, last], cells)
      .enumerated()
    {
      let isModel = column == 0
      Lettering.draw(
        Lettering.number(value), in: cell, isModel ? color : Palette.muted,
        font: isModel ? UI_FONT_STRONG : UI_FONT_SMALL,
        side: .right)
    }
    if touch.isHovered { ui_tooltip(explanation(row)) }
  }

  private func explanation(_ row: ScoreRow) -> String {
    var lines = [row.unit.isEmpty ? row.name : "\(row.name), \(row.unit)"]
    if !row.explanation.isEmpty { lines.append(row.explanation) }
    if let higher = row.higherIsBetter { lines.append(higher ? "Higher is better." : "Lower is better.") }
    if let beats = row.beatsCopying {
      lines.append(
        beats ? "Better than repeating the last given frame." : "No better than repeating the last given frame.")
    }
    return lines.joined(separator: "\n")
  }
}
