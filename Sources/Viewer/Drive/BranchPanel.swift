import CImGui
import Foundation

/// The left side: the tree of branches over time, which runs to the right; the present branch is bright.
struct BranchPanel {
  let pass: Pass
  let view: DriveView

  func draw(in box: Box) {
    pass.panel("branches", box) {
      Canvas.line(Point(box.high.x - 1, box.low.y), Point(box.high.x - 1, box.high.y), Palette.line)
      var rest = box.inset(x: pass.size(14), y: pass.size(10))
      Lettering.draw("Branches", in: rest.takeTop(pass.size(28)), font: UI_FONT_STRONG)
      let facts = rest.takeBottom(pass.size(96))
      drawTree(in: rest)
      drawFacts(in: facts)
    }
  }

  private var last: Int { max(view.given, view.branches.map(\.end).max() ?? 0) }

  private func drawTree(in box: Box) {
    let row = pass.size(26)
    let chart = Box(box.low + Point(pass.size(26), 0), box.high - Point(pass.size(10), 0))
    let x = { (frame: Int) in chart.low.x + chart.width * Float(frame) / Float(max(1, last)) }
    // Where there are more branches than room, the newest ones are shown.
    let room = max(1, Int(box.height / row) - 1)
    let shown = view.branches.suffix(room)
    let y = { (id: Int) in chart.low.y + row * (Float(id - (shown.first?.id ?? 0)) + 0.5) }
    for branch in shown {
      let color = branch.isCurrent ? Palette.accent : Palette.faint
      let height = y(branch.id)
      let start = x(max(0, branch.start - 1))
      Lettering.draw(
        "\(branch.id + 1)", in: Box(x: box.low.x, y: height - row / 2, width: pass.size(20), height: row),
        branch.isCurrent ? Palette.text : Palette.faint, font: UI_FONT_SMALL, side: .right)
      if let parent = branch.parent, shown.contains(where: { $0.id == parent }) {
        Canvas.line(Point(start, y(parent)), Point(start, height), color, pass.scale * 1.5)
        Canvas.disc(Point(start, y(parent)), pass.scale * 3, color)
      }
      Canvas.line(Point(start, height), Point(x(branch.end), height), color, pass.scale * (branch.isCurrent ? 3 : 2))
      Canvas.disc(Point(x(branch.end), height), pass.scale * 3, color)
    }
    if shown.contains(where: { $0.id == view.branch }) {
      let place = Point(x(view.frame), y(view.branch))
      Canvas.disc(place, pass.scale * 5.5, Palette.background)
      Canvas.disc(place, pass.scale * 4.5, Palette.text)
    }
  }

  private func drawFacts(in box: Box) {
    var lines = [("driver", view.driver), ("branch", "\(view.branch + 1) of \(view.branches.count)")]
    if view.isAnswered { lines.append(("model", String(format: "%.0f ms a frame", view.workSeconds * 1000))) }
    lines.append(("control", String(format: "%g Hz", view.rate)))
    var rest = box
    for (name, value) in lines {
      var row = rest.takeTop(pass.size(22))
      Lettering.draw(name, in: row.takeLeft(pass.size(64)), Palette.faint, font: UI_FONT_SMALL)
      Lettering.draw(value, in: row, Palette.muted, font: UI_FONT_SMALL)
    }
  }
}
