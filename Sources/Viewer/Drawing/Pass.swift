import CImGui
import COpenGL

/// One drawing of the window: what the panels see, and the actions that they collect.
final class Pass {
  let state: ViewerState
  let panes: PaneStore
  /// The display's factor: every length is a multiple.
  let scale: Float
  private(set) var actions: [InputAction] = []
  /// The panels' grounds, to be filled before anything is drawn.
  private(set) var grounds: [(box: Box, color: Ink)] = []

  init(state: ViewerState, panes: PaneStore, scale: Float) {
    (self.state, self.panes, self.scale) = (state, panes, scale)
    state.theme.use()
  }

  func ask(_ action: InputAction) { actions.append(action) }

  /// A length given for a display of factor 1, in whole pixels.
  func size(_ length: Float) -> Float { (length * scale).rounded() }

  /// Runs `body` in a panel that fills `box`.
  func panel(_ name: String, _ box: Box, _ color: Ink = Palette.panel, _ body: () -> Void) {
    if color != Palette.background { grounds.append((box, color)) }
    ui_begin_panel(name, ui_point(box.low), ui_point(box.size))
    body()
    ui_end_panel()
  }

  /// Runs `body` in a part of the panel that scrolls. `body` gets the width and returns where it ended.
  func scroll(_ name: String, _ box: Box, _ body: (_ place: Point, _ width: Float) -> Float) {
    ui_set_cursor(ui_point(box.low))
    ui_begin_scroll(name, ui_point(box.size))
    let place = ui_cursor().point
    let end = body(place, ui_available().x)
    ui_set_cursor(ui_point(Point(place.x, end)))
    ui_space(1, 1)
    ui_end_scroll()
  }

  /// Clears a picture of this many pixels and fills the panels' grounds.
  func fillGrounds(width: Int, height: Int, pixelsPerUnit: Float = 1) {
    orrery_gl_clear(Int32(width), Int32(height), Palette.background)
    for (box, color) in grounds {
      let (low, high) = ((box.low * pixelsPerUnit).rounded(), (box.high * pixelsPerUnit).rounded())
      orrery_gl_fill(
        Int32(low.x), Int32(low.y), Int32(high.x - low.x), Int32(high.y - low.y), Int32(height), color)
    }
  }

  /// A place that reacts to the pointer.
  func area(_ name: String, _ box: Box) -> Touch {
    ui_set_cursor(ui_point(box.low))
    let isClicked = ui_area(name, ui_point(box.size))
    return Touch(isClicked: isClicked, isHovered: ui_hovered(), isHeld: ui_held())
  }

  /// What the pointer does to an area.
  struct Touch {
    let isClicked: Bool
    let isHovered: Bool
    let isHeld: Bool
    var pointer: Point { ui_pointer().point }
  }
}
