import COpenGL
import Diagnostics
import Media

extension Viewer {
  /// Opens the driving window and returns when it is closed, with the number of pictures drawn. Call on the main thread.
  ///
  /// - Throws: `UserError` where there is no display.
  @MainActor
  public static func drive(_ source: any DriveSource) throws -> Int {
    let surface = try WindowSurface(title: "\(source.view.title) – Orrery")
    defer { surface.close() }
    let window = DriveWindow(surface: surface, source: source)
    window.run()
    return window.pictures
  }
}

/// The driving window without a display: for pictures, tests and measurements.
public final class DrivePicture {
  private let surface: OffscreenSurface
  private let textures = DriveTextures()
  private let panes = PaneStore()
  private var state = DriveState()

  /// - Throws: `UserError` where nothing can be drawn.
  public init(width: Int, height: Int, scale: Float = 1) throws {
    surface = try OffscreenSurface(width: width, height: height, scale: scale)
  }

  deinit { textures.clear() }

  /// A key of the window's own, such as `tab`.
  public func key(_ name: String) { _ = state.key(name) }

  public func draw(_ view: DriveView) {
    state.take(view)
    textures.update(view, state)
    let pass = Pass(state: ViewerState(theme: state.theme), panes: panes, scale: surface.scale)
    surface.draw(pass) { size in
      DriveContent(pass: pass, view: view, state: state, textures: textures).draw(size: size)
    }
  }

  /// Waits until everything is drawn, as a display would.
  public func finish() { orrery_gl_finish() }

  public func read() -> Image { surface.read() }
}
