import CImGui
import COpenGL
import Diagnostics
import Media

/// A picture of the window drawn without a display.
final class OffscreenSurface {
  let width: Int
  let height: Int
  let scale: Float
  private let handle: OpaquePointer
  private let panes = PaneStore()

  init(width: Int, height: Int, scale: Float) throws {
    guard (64...16384).contains(width), (64...16384).contains(height) else {
      throw UserError("a picture of \(width)×\(height) pixels is impossible", fix: "Give 64 to 16384 pixels each way")
    }
    var reason = [CChar](repeating: 0, count: 160)
    guard let handle = orrery_offscreen_open(Int32(width), Int32(height), &reason) else {
      throw UserError(
        "nothing can be drawn on this machine: \(text(reason))", fix: "Install libegl1 and libgl1-mesa-dri")
    }
    self.handle = handle
    (self.width, self.height, self.scale) = (width, height, scale)
    ui_create()
    ui_set_scale(scale)
    guard ui_start_gl() else { throw UserError("nothing can be drawn on this machine: OpenGL 3.3 does not start") }
  }

  deinit {
    panes.clear()
    ui_stop_gl()
    ui_destroy()
    orrery_offscreen_close(handle)
  }

  /// Draws `state`; twice where sizes are to settle. Returns what the pointer asks for.
  func draw(
    _ state: ViewerState, pointer: Point = Point(-1e6, -1e6), isPressed: Bool = false
  ) -> [InputAction] {
    panes.update(state)
    let pass = Pass(state: state, panes: panes, scale: scale)
    draw(pass, pointer: pointer, isPressed: isPressed) { WindowContent(pass: pass).draw(size: $0) }
    return pass.actions
  }

  /// Draws anything; `body` gets the size.
  func draw(
    _ pass: Pass, pointer: Point = Point(-1e6, -1e6), isPressed: Bool = false, _ body: (_ size: Point) -> Void
  ) {
    ui_begin_frame_plain(Float(width), Float(height), 1 / 60, ui_point(pointer), isPressed)
    body(Point(Float(width), Float(height)))
    pass.fillGrounds(width: width, height: height)
    ui_end_frame()
  }

  func read() -> Image {
    var image = Image(width: width, height: height)
    image.pixels.withUnsafeMutableBufferPointer { orrery_gl_read(Int32(width), Int32(height), $0.baseAddress) }
    return image
  }
}

/// The text in a C buffer.
func text(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
