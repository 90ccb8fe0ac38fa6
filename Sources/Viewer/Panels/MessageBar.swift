import CImGui

/// News and errors, over the foot of the panes.
struct MessageBar {
  let pass: Pass
  let message: Message

  func draw(in box: Box) {
    let limit = box.width - pass.size(40 + 44)
    let text = MessageText(message.text, width: limit) { Lettering.width($0) }
    let line = pass.size(20)
    let width = (text.lines.map { Lettering.width($0) }.max() ?? 0) + pass.size(44)
    let height = pass.size(18) + line * Float(max(1, text.lines.count))
    let low = Point((box.middle.x - width / 2).rounded(), box.high.y - pass.size(12) - height)
    let bar = Box(low, low + Point(width, height))
    let color = message.isError ? Palette.error : Palette.good
    ui_begin_foreground()
    Canvas.fill(bar, Palette.raised, rounding: pass.size(7))
    Canvas.frame(bar, color, rounding: pass.size(7), thickness: pass.scale * 1.5)
    var rest = bar.inset(x: pass.size(14), y: pass.size(9))
    let mark = rest.takeLeft(pass.size(8))
    Canvas.disc(Point(mark.middle.x, rest.low.y + line / 2), pass.size(4), color)
    _ = rest.takeLeft(pass.size(8))
    for text in text.lines { Lettering.draw(text, in: rest.takeTop(line)) }
    ui_end_foreground()
  }
}
