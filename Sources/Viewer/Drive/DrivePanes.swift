import CImGui
import Media

/// The middle: every camera as the model predicts it and as the simulator shows it.
struct DrivePanes {
  let pass: Pass
  let view: DriveView
  let state: DriveState
  let textures: DriveTextures

  func draw(in box: Box) {
    pass.panel("panes", box, Palette.background) {
      var rest = box.inset(x: pass.size(14), y: pass.size(10))
      drawHeader(in: rest.takeTop(pass.size(34)))
      _ = rest.takeTop(pass.size(6))
      drawGrid(in: rest)
    }
  }

  private func drawHeader(in box: Box) {
    var rest = box
    let name = Lettering.width(state.layout.title, UI_FONT_SMALL) + pass.size(18)
    let chip = rest.takeRight(name).inset(x: 0, y: pass.size(4))
    Canvas.fill(chip, Palette.raised, rounding: pass.size(5))
    Lettering.draw(state.layout.title, in: chip, Palette.muted, font: UI_FONT_SMALL, side: .middle)
    Lettering.draw(view.title, in: rest, font: UI_FONT_LARGE)
  }

  private func drawGrid(in box: Box) {
    let columns = state.layout.columns(swapped: state.isSwapped)
    let aspects = view.truth.map { Float($0.width) / Float($0.height) }
    let grid = PaneGrid(
      box: box, rows: view.cameras.count, perRow: columns.count, aspect: aspects.max() ?? 1, gap: pass.size(10),
      label: pass.size(24))
    for camera in view.truth.indices {
      for (column, pane) in columns.enumerated() {
        let cell = grid.box(camera * columns.count + column)
        let label = Box(x: cell.low.x, y: cell.low.y - grid.label, width: cell.width, height: grid.label)
        drawLabel(pane, camera, in: label)
        let picture = cell.fitting(aspect: aspects[camera])
        if let texture = textures.texture(camera: camera, pane) {
          Canvas.texture(texture, picture, part: (Point(0, 0), Point(1, 1)))
        } else {
          drawAbsence(in: picture)
        }
        Canvas.frame(picture, pane == .model ? Palette.accent : Palette.line)
      }
    }
  }

  /// Dark as a picture that is not there, in every theme.
  private func drawAbsence(in box: Box) {
    Canvas.fill(box, Palette.night)
    let lines = Lettering.wrapped("no prediction of this moment yet", to: box.width - pass.size(20), UI_FONT_SMALL)
    var place = box.middle - Point(0, pass.size(9) * Float(lines.count))
    for line in lines {
      Lettering.draw(line, at: place, Palette.nightMuted, font: UI_FONT_SMALL, side: .middle)
      place.y += pass.size(18)
    }
  }

  private func drawLabel(_ pane: DrivePane, _ camera: Int, in box: Box) {
    var rest = box
    let width = Lettering.draw(pane.title, in: rest, font: UI_FONT_STRONG)
    _ = rest.takeLeft(width + pass.size(8))
    if view.showsGiven(pane) {
      _ = rest.takeLeft(Chip.draw("given", in: rest, scale: pass.scale) + pass.size(8))
    }
    if let seconds = view.age(of: pane), seconds > 0 {
      _ = rest.takeLeft(
        Chip.draw(String(format: "%.1f s ago", seconds), in: rest, scale: pass.scale) + pass.size(8))
    }
    if pane == .difference {
      ColorBar(mode: .magnitude, scale: pass.scale).draw(in: rest)
    } else {
      Lettering.draw(view.cameras[camera], in: rest, Palette.muted, font: UI_FONT_SMALL, side: .right)
    }
  }
}
