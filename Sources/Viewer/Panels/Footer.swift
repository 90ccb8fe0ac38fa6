import CImGui

/// The last line: what the keys do.
struct Footer {
  let pass: Pass
  var shortcuts = Shortcut.all

  func draw(in box: Box) {
    pass.panel("footer", box, Palette.background) {
      Canvas.line(box.low, Point(box.high.x, box.low.y), Palette.line)
      var rest = box.inset(x: pass.size(16), y: pass.size(4))
      for shortcut in shortcuts {
        guard let brief = shortcut.brief else { continue }
        let width = Lettering.width(brief, UI_FONT_SMALL)
        let keys = shortcut.keys.reduce(0) { $0 + Keycap.width($1, scale: pass.scale) + pass.size(3) }
        guard rest.width > keys + width + pass.size(4) else { return }
        for key in shortcut.keys {
          Keycap.draw(key, in: rest.takeLeft(Keycap.width(key, scale: pass.scale)), scale: pass.scale)
          _ = rest.takeLeft(pass.size(3))
        }
        _ = rest.takeLeft(pass.size(3))
        Lettering.draw(brief, in: rest.takeLeft(width + 1), Palette.muted, font: UI_FONT_SMALL)
        _ = rest.takeLeft(pass.size(16))
      }
    }
  }
}
