import CImGui

/// The whole driving window, drawn once.
struct DriveContent {
  let pass: Pass
  let view: DriveView
  let state: DriveState
  let textures: DriveTextures

  func draw(size: Point) {
    let window = Box(Point(0, 0), size)
    var rest = window
    Footer(pass: pass, shortcuts: Shortcut.driving).draw(in: rest.takeBottom(pass.size(28)))
    let status = rest.takeBottom(pass.size(56))
    let narrow = min(1, size.x / pass.size(1100))
    let scores = rest.takeRight((pass.size(330) * narrow).rounded())
    let branches = size.x >= pass.size(820) ? rest.takeLeft((pass.size(200) * narrow).rounded()) : nil
    if let branches { BranchPanel(pass: pass, view: view).draw(in: branches) }
    DrivePanes(pass: pass, view: view, state: state, textures: textures).draw(in: rest)
    DriveScores(pass: pass, view: view).draw(in: scores)
    DriveStatus(pass: pass, view: view).draw(in: status)
    if let message = state.message { MessageBar(pass: pass, message: message).draw(in: rest) }
    if state.showsHelp { HelpOverlay(pass: pass, shortcuts: Shortcut.driving).draw(in: window) }
  }
}
