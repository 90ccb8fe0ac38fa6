import CImGui
import COpenGL
import Diagnostics
import Media

/// A window on the desktop.
@MainActor
final class WindowSurface {
  private let handle: OpaquePointer
  private let panes = PaneStore()
  private var scale: Float = 0

  init(title: String, width: Int = 1280, height: Int = 800) throws {
    var reason = [CChar](repeating: 0, count: 160)
    guard let handle = orrery_window_open(Int32(width), Int32(height), title, true, &reason) else {
      throw UserError(
        "no window can be opened (\(text(reason)))",
        fix: "Run it on a desktop or under xvfb-run; --screenshot FILE.png needs no display (of play: with --headless)")
    }
    self.handle = handle
    ui_create()
    ui_set_scale(1)
    guard ui_start_glfw(orrery_window_handle(handle)), ui_start_gl() else {
      orrery_window_close(handle)
      throw UserError("no window can be opened: OpenGL 3.3 does not start", fix: "Use --screenshot FILE.png")
    }
  }

  /// Closes the window; nothing else may be called after.
  func close() {
    panes.clear()
    ui_stop_gl()
    ui_stop_glfw()
    ui_destroy()
    orrery_window_close(handle)
  }

  var shouldClose: Bool { orrery_window_should_close(handle) }
  func setTitle(_ title: String) { orrery_window_set_title(handle, title) }

  /// Waits for input, `seconds` at most; true where there was some.
  func wait(_ seconds: Double) -> Bool { orrery_window_wait(handle, seconds) }

  /// What the keys pressed since the last call ask for.
  func takeActions() -> [InputAction] {
    var actions: [InputAction] = []
    var key = OrreryKey()
    while orrery_window_next_key(handle, &key) {
      // What is typed into a line is no shortcut.
      if !ui_wants_keyboard(), let action = Shortcut.action(character: key.character, key: key.key) {
        actions.append(action)
      }
    }
    return actions
  }

  /// Draws `state` and shows it. Returns what the pointer asked for, and the picture where it is wanted.
  func draw(_ state: ViewerState, capture: Bool = false) -> (actions: [InputAction], picture: Image?) {
    panes.update(state)
    var actions: [InputAction] = []
    let picture = draw(
      capture: capture, { Pass(state: state, panes: panes, scale: $0) },
      { pass, size in
        WindowContent(pass: pass).draw(size: size)
        actions = pass.actions
      })
    return (actions, picture)
  }

  /// Draws anything and shows it; `makePass` gets the display's factor, `body` the size.
  func draw(
    capture: Bool = false, _ makePass: (_ scale: Float) -> Pass, _ body: (_ pass: Pass, _ size: Point) -> Void
  ) -> Image? {
    let (size, pixels) = measure()
    guard size.x >= 1, size.y >= 1, pixels.width > 0, pixels.height > 0 else { return nil }
    ui_begin_frame_glfw()
    let pass = makePass(scale)
    body(pass, size)
    pass.fillGrounds(width: pixels.width, height: pixels.height, pixelsPerUnit: Float(pixels.width) / size.x)
    ui_end_frame()
    let picture = capture ? read(pixels) : nil
    orrery_window_swap(handle)
    return picture
  }

  /// The keys that went down or came up since the last call, by the names that scripts use.
  func takeKeyChanges() -> [(name: String, isDown: Bool)] {
    var changes: [(name: String, isDown: Bool)] = []
    var change = OrreryKeyChange()
    while orrery_window_next_change(handle, &change) {
      if let name = KeyName.of(change.key) { changes.append((name, change.is_down)) }
    }
    return changes
  }

  var hasFocus: Bool { orrery_window_has_focus(handle) }

  /// The size in the window's units and in pixels. Follows the display's factor, where that is not done by the units.
  private func measure() -> (size: Point, pixels: (width: Int, height: Int)) {
    var (width, height, pixelWidth, pixelHeight): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    var factor: Float = 1
    orrery_window_size(handle, &width, &height, &pixelWidth, &pixelHeight, &factor)
    let units = width > 0 ? Float(pixelWidth) / Float(width) : 1
    let wanted = min(4, max(0.5, factor / max(0.1, units)))
    if wanted != scale {
      scale = wanted
      ui_set_scale(wanted)
    }
    return (Point(Float(width), Float(height)), (Int(pixelWidth), Int(pixelHeight)))
  }

  private func read(_ pixels: (width: Int, height: Int)) -> Image {
    var image = Image(width: pixels.width, height: pixels.height)
    image.pixels.withUnsafeMutableBufferPointer {
      orrery_gl_read(Int32(pixels.width), Int32(pixels.height), $0.baseAddress)
    }
    return image
  }
}
