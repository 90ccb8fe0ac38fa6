import CImGui

/// News and errors, over the foot of the panes.
struct MessageBar {
  let pass: Pass
  let message: Message

  func draw(in box: Box) {
    let font = UI_FONT_REGULAR
    let width = min(box.width - pass.size(40), Lettering.width(message.text, font) + pass.size(44))
    let low = Point((box.middle.x - width / 2).rounded(), box.high.y - pass.size(50))
    let bar = Box(low, low + Point(width, pass.size(38)))
    let color = message.isError ? Palette.error : Palette.good
    ui_begin_foreground()
    Canvas.fill(bar, Palette.raised, rounding: pass.size(7))
    Canvas.frame(bar, color, rounding: pass.size(7), thickness: pass.scale * 1.5)
    var rest = bar.inset(x: pass.size(14), y: 0)
    Canvas.disc(rest.takeLeft(pass.size(8)).middle, pass.size(4), color)
    _ = rest.takeLeft(pass.size(8))
    Lettering.draw(message.text, in: rest, font: font)
    ui_end_foreground()
  }
}
