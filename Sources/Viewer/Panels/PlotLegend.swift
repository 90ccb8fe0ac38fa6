import CImGui

/// Below a plot: each line's colour, name and value at the play head.
struct PlotLegend {
  let pass: Pass
  let series: [Series]

  /// More lines than this are not listed.
  private static let limit = 8

  var isListed: Bool { series.count <= Self.limit }

  func height(width: Float) -> Float { Float(lines(width)) * lineHeight }

  private var lineHeight: Float { pass.size(18) }

  private var entryWidth: Float {
    let widest = series.map { Lettering.width($0.name, UI_FONT_SMALL) }.max() ?? 0
    return min(widest, pass.size(110)) + pass.size(66)
  }

  private func columns(_ width: Float) -> Int { max(1, min(series.count, Int(width / entryWidth))) }

  private func lines(_ width: Float) -> Int {
    guard isListed else { return 1 }
    let columns = columns(width)
    return (series.count + columns - 1) / columns
  }

  func draw(in box: Box) {
    guard isListed else {
      Lettering.draw("\(series.count) lines: point at one", in: box, Palette.faint, font: UI_FONT_SMALL)
      return
    }
    let columns = columns(box.width)
    let width = min(box.width / Float(columns), entryWidth * 1.5)
    for number in series.indices {
      let place = box.low + Point(width * Float(number % columns), lineHeight * Float(number / columns))
      draw(number, in: Box(x: place.x, y: place.y, width: width - pass.size(8), height: lineHeight))
    }
  }

  private func draw(_ number: Int, in box: Box) {
    let line = series[number]
    let frame = pass.state.playhead.frame
    var entry = box
    let mark = entry.takeLeft(pass.size(16))
    Canvas.line(
      Point(mark.low.x, mark.middle.y), Point(mark.high.x - pass.size(5), mark.middle.y), Palette.distinct(number),
      pass.scale * 3)
    let value = Lettering.number(line.value(at: frame).map(Double.init))
    let color = line.outside.contains(frame) ? Palette.error : Palette.text
    Lettering.draw(value, in: entry.takeRight(pass.size(44)), color, font: UI_FONT_SMALL, side: .right)
    Lettering.draw(line.name, in: entry, Palette.muted, font: UI_FONT_SMALL)
  }
}
