import CImGui

/// All keys and their meaning, above everything.
struct HelpOverlay {
  let pass: Pass
  var shortcuts = Shortcut.all

  func draw(in window: Box) {
    let line = pass.size(32)
    let size = Point(pass.size(560), pass.size(84) + line * Float(shortcuts.count))
    let low = (window.middle - size / 2).rounded()
    let box = Box(low, low + size)
    ui_begin_overlay("help", ui_point(box.low), ui_point(box.size))
    Canvas.fill(box, Palette.panel, rounding: pass.size(10))
    Canvas.frame(box, Palette.line, rounding: pass.size(10))
    if pass.area("help", box).isClicked { pass.ask(.toggleHelp) }
    var rest = box.inset(x: pass.size(28), y: pass.size(18))
    Lettering.draw("Keys", in: rest.takeTop(pass.size(40)), font: UI_FONT_LARGE)
    for shortcut in shortcuts { draw(shortcut, in: rest.takeTop(line)) }
    ui_end_panel()
  }

  private func draw(_ shortcut: Shortcut, in box: Box) {
    var rest = box.inset(x: 0, y: pass.size(5))
    var keys = rest.takeLeft(pass.size(130))
    for key in shortcut.keys {
      Keycap.draw(key, in: keys.takeLeft(Keycap.width(key, scale: pass.scale)), scale: pass.scale)
      _ = keys.takeLeft(pass.size(5))
    }
    Lettering.draw(shortcut.meaning, in: rest, Palette.text)
  }
}
