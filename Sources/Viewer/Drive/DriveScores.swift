import CImGui

/// The right side: live scores, their course, where the objects are wrong, and the action.
struct DriveScores {
  let pass: Pass
  let view: DriveView

  func draw(in box: Box) {
    pass.panel("scores", box) {
      Canvas.line(box.low, Point(box.low.x, box.high.y), Palette.line)
      var rest = box.inset(x: pass.size(16), y: pass.size(10))
      drawSkill(in: rest.takeTop(pass.size(84)))
      curve("Skill where things move", view.skills, lowest: -0.5, highest: 1, in: &rest)
      drawObjects(in: &rest)
      curve("Object error · cm", view.objectErrors.map { $0 * 100 }, lowest: 0, highest: 4, in: &rest)
      drawAction(in: &rest)
    }
  }

  private func drawSkill(in box: Box) {
    var rest = box
    Lettering.draw("Foreground skill", in: rest.takeTop(pass.size(26)), font: UI_FONT_STRONG)
    for (name, value) in [("last second", view.skillSecond), ("whole branch", view.skillAll)] {
      let row = rest.takeTop(pass.size(24))
      Lettering.draw(name, in: row, Palette.muted, font: UI_FONT_SMALL)
      let color = value.map { $0 > 0 ? Palette.good : Palette.warning } ?? Palette.faint
      Lettering.draw(Lettering.number(value), in: row, color, font: UI_FONT_LARGE, side: .right)
    }
  }

  private func drawObjects(in rest: inout Box) {
    Lettering.draw("Objects", in: rest.takeTop(pass.size(26)), font: UI_FONT_STRONG)
    for (number, object) in view.objects.enumerated() {
      var row = rest.takeTop(pass.size(22))
      Canvas.disc(row.takeLeft(pass.size(14)).middle, pass.size(4), Palette.distinct(number))
      Lettering.draw(object.name, in: row, Palette.muted, font: UI_FONT_SMALL)
      let absence = view.isScored ? "not seen" : "not scored"
      let text = object.error.map { Lettering.number($0 * 100) + " cm" } ?? absence
      Lettering.draw(
        text, in: row, object.error == nil ? Palette.faint : Palette.text, font: UI_FONT_SMALL, side: .right)
    }
    _ = rest.takeTop(pass.size(6))
  }

  /// The newest thirty seconds.
  private func curve(_ title: String, _ values: [Float], lowest: Float, highest: Float, in rest: inout Box) {
    Lettering.draw(title, in: rest.takeTop(pass.size(22)), Palette.muted, font: UI_FONT_SMALL)
    var chart = rest.takeTop(pass.size(92))
    _ = rest.takeTop(pass.size(12))
    let newest = values.suffix(Int(view.rate * 30))
    let finite = newest.filter(\.isFinite)
    let low = max(-2, min(lowest, finite.min() ?? lowest))
    let high = max(highest, finite.max() ?? highest)
    let labels = chart.takeLeft(pass.size(30))
    let y = { (value: Float) in chart.high.y - chart.height * (max(low, value) - low) / (high - low) }
    Canvas.fill(chart, Palette.well, rounding: pass.size(3))
    for value in Ticks.values(in: Double(low)...Double(high), count: 3) {
      let place = y(Float(value)).rounded()
      Canvas.line(Point(chart.low.x, place), Point(chart.high.x, place), Palette.line)
      let label = Box(
        Point(labels.low.x, place - pass.size(8)), Point(labels.high.x - pass.size(5), place + pass.size(8)))
      Lettering.draw(
        Ticks.label(value, step: Ticks.step(span: Double(high - low), count: 3)), in: label, Palette.faint,
        font: UI_FONT_SMALL, side: .right)
    }
    let width = Float(max(20, newest.count))
    Canvas.clipped(to: chart) {
      for stretch in Self.stretches(newest) {
        let run = stretch.map { Point(chart.low.x + chart.width * (Float($0.index) + 0.5) / width, y($0.value)) }
        Canvas.lines(run, Palette.accent, pass.scale * 1.5)
        if run.count == 1 { Canvas.disc(run[0], pass.scale * 2, Palette.accent) }
      }
    }
  }

  /// Frames that may be without a score inside a line: on a slow machine truth is not drawn at every action.
  private static let longestGap = 4

  /// The values that there are, by their places, cut where too many are missing.
  static func stretches(_ values: some Collection<Float>) -> [[(index: Int, value: Float)]] {
    var stretches: [[(index: Int, value: Float)]] = []
    for (index, value) in values.enumerated() where value.isFinite {
      if let last = stretches.last?.last, index - last.index <= longestGap {
        stretches[stretches.count - 1].append((index, value))
      } else {
        stretches.append([(index, value)])
      }
    }
    return stretches
  }

  private func drawAction(in rest: inout Box) {
    guard !view.action.isEmpty else { return }
    Lettering.draw("Action", in: rest.takeTop(pass.size(26)), font: UI_FONT_STRONG)
    for part in view.action {
      guard rest.height > pass.size(20) else { return }
      let row = rest.takeTop(pass.size(20))
      Lettering.draw(part.name, in: row, Palette.muted, font: UI_FONT_SMALL)
      let note = part.isOutside ? "outside training  " : ""
      Lettering.draw(
        "\(note)\(Lettering.number(Double(part.value))) \(part.unit)", in: row,
        part.isOutside ? Palette.error : Palette.text, font: UI_FONT_SMALL, side: .right)
    }
  }
}
