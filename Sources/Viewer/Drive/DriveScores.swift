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
      curve("Mean object error · cm", view.objectErrors.map { $0 * 100 }, lowest: 0, highest: 4, in: &rest)
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
    let colors = ObjectColors(view.objects.map(\.name))
    for object in view.objects {
      var row = rest.takeTop(pass.size(22))
      ColorDot.draw(row.takeLeft(pass.size(14)).middle, pass.scale, colors[object.name])
      Lettering.draw(object.name, in: row, Palette.muted, font: UI_FONT_SMALL)
      let absence = view.isScored ? "not seen" : "not scored"
      let text = object.error.map { Lettering.number($0 * 100) + " cm" } ?? absence
      Lettering.draw(
        text, in: row, object.error == nil ? Palette.faint : Palette.text, font: UI_FONT_SMALL, side: .right)
    }
    _ = rest.takeTop(pass.size(6))
  }

  private func curve(_ title: String, _ values: [Float], lowest: Float, highest: Float, in rest: inout Box) {
    let curve = DriveCurve(pass: pass, title: title, values: values, rate: view.rate, usual: lowest...highest)
    curve.draw(in: rest.takeTop(curve.height))
    _ = rest.takeTop(pass.size(6))
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
