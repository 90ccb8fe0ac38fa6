import CImGui

/// Above a plot's lines: each one's colour, name and value at the play head, and whose the dashed ones are.
struct PlotLegend {
  let pass: Pass
  let lines: [PlotLine]
  var beside: String?

  private struct Entry {
    var name: String
    var value: Float?
    var style: PlotLine.Style
    var isOutside = false
  }

  /// More lines than this are not listed.
  private static let limit = 8
  /// What the names of a column may take.
  private static let longestName: Float = 92

  /// Lines of the run shown, and those that only the run beside has.
  private var listed: [PlotLine] {
    lines.filter { line in !line.isBeside || !lines.contains { !$0.isBeside && $0.number == line.number } }
  }

  var isListed: Bool { listed.count <= Self.limit }
  var isSingle: Bool { entries.count == 1 && isListed }

  private var entries: [Entry] {
    let frame = pass.state.playhead.frame
    let own = listed.map { line in
      Entry(
        name: line.series.name, value: line.value(at: frame), style: line.style(),
        isOutside: line.isOutside(at: frame))
    }
    let others = lines.filter(\.isBeside)
    guard let first = others.first else { return own }
    // One dashed line is told with its value; of several it is said whose they are.
    let isOne = others.count == 1
    var style = first.style()
    if !isOne { style.color = Palette.muted }
    return own + [Entry(name: beside ?? "beside", value: isOne ? first.value(at: frame) : nil, style: style)]
  }

  func height(width: Float) -> Float { Float(rows(width)) * lineHeight + pass.size(1) }

  private var lineHeight: Float { pass.size(17) }

  private var entryWidth: Float {
    let widest = entries.map { Lettering.width($0.name, UI_FONT_SMALL) }.max() ?? 0
    return min(widest, pass.size(Self.longestName)) + pass.size(60)
  }

  private func columns(_ width: Float) -> Int { max(1, min(entries.count, Int(width / entryWidth))) }

  private func rows(_ width: Float) -> Int {
    guard isListed else { return 1 }
    let columns = columns(width)
    return (entries.count + columns - 1) / columns
  }

  func draw(in box: Box) {
    guard isListed else {
      let note = "\(listed.count) lines: point at one" + (beside.map { ", dashed ones are of \($0)" } ?? "")
      Lettering.draw(note, in: box, Palette.faint, font: UI_FONT_SMALL)
      return
    }
    let columns = columns(box.width)
    let width = box.width / Float(columns)
    for (place, entry) in entries.enumerated() {
      let low = box.low + Point(width * Float(place % columns), lineHeight * Float(place / columns))
      let isLast = place % columns == columns - 1
      draw(entry, in: Box(x: low.x, y: low.y, width: width - (isLast ? 0 : pass.size(10)), height: lineHeight))
    }
  }

  /// The only line, at the right end of a title.
  func drawSingle(in box: Box) {
    var rest = box
    let width = Lettering.width(entries.first?.name ?? "", UI_FONT_SMALL) + pass.size(62)
    if let entry = entries.first { draw(entry, in: rest.takeRight(min(rest.width, width))) }
  }

  private func draw(_ entry: Entry, in box: Box) {
    var rest = box
    let mark = rest.takeLeft(pass.size(16))
    Canvas.line(
      [Point(mark.low.x, mark.middle.y), Point(mark.high.x - pass.size(5), mark.middle.y)], entry.style,
      thickness: pass.scale * 2.5, scale: pass.scale)
    let isEmpty = entry.value == nil && entry.style.dash != nil
    let value = isEmpty ? "" : Lettering.number(entry.value.map(Double.init))
    let color = entry.isOutside ? Palette.error : Palette.text
    Lettering.draw(value, in: rest.takeRight(pass.size(isEmpty ? 0 : 40)), color, font: UI_FONT_SMALL, side: .right)
    Lettering.draw(shortened(entry.name, to: rest.width), in: rest, Palette.muted, font: UI_FONT_SMALL)
  }

  /// Scores that begin alike are told apart by their ends.
  private func shortened(_ name: String, to width: Float) -> String {
    var kept = name.count
    var shown = name
    while kept > 4, Lettering.width(shown, UI_FONT_SMALL) > width {
      kept -= 1
      shown = String(name.prefix(kept / 2)) + "…" + String(name.suffix(kept - kept / 2))
    }
    return shown
  }
}
