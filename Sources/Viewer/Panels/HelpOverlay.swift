import CImGui

/// All keys and their meaning, above everything.
struct HelpOverlay {
  let pass: Pass
  var shortcuts = Shortcut.all

  func draw(in window: Box) {
    let layout = HelpLayout(shortcuts, window: window, scale: pass.scale)
    let (box, density) = (layout.box, layout.density)
    ui_begin_overlay("help", ui_point(box.low), ui_point(box.size))
    Canvas.fill(box, Palette.panel, rounding: pass.size(10))
    Canvas.frame(box, Palette.line, rounding: pass.size(10))
    if pass.area("help", box).isClicked { pass.ask(.toggleHelp) }
    var rest = box.inset(x: pass.size(density.margin), y: pass.size(density.margin * 0.6))
    Lettering.draw("Keys", in: rest.takeTop(pass.size(density.title)), font: UI_FONT_LARGE)
    for (shortcut, row) in zip(shortcuts, layout.rows) { draw(shortcut, row, layout) }
    ui_end_panel()
  }

  /// Keys stand beside the first line of what they do.
  private func draw(_ shortcut: Shortcut, _ row: HelpLayout.Row, _ layout: HelpLayout) {
    var rest = row.box
    let gap = min(pass.size(layout.density.gap), max(0, rest.height - pass.size(layout.density.line)))
    let line = min(pass.size(layout.density.line), rest.height)
    _ = rest.takeTop(gap / 2)
    let cap = min(pass.size(22), row.box.height)
    var keys = Box(x: rest.low.x, y: rest.low.y + (line - cap) / 2, width: layout.keyWidth, height: cap)
    _ = rest.takeLeft(layout.keyWidth)
    for key in shortcut.keys {
      Keycap.draw(key, in: keys.takeLeft(Keycap.width(key, scale: pass.scale)), scale: pass.scale)
      _ = keys.takeLeft(pass.size(5))
    }
    for text in row.lines { Lettering.draw(text, in: rest.takeTop(line), Palette.text, font: layout.density.font) }
  }
}
