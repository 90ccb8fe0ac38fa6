import Diagnostics
import Media

/// The window that shows predictions beside the truth.
public enum Viewer {
  /// Opens the window and returns when it is closed. Call on the main thread.
  ///
  /// - Parameters:
  ///   - source: what is shown first; without it the newest run of the list.
  ///   - lister: the list on the left; without it there is none.
  ///   - selected: which run of the list `source` is.
  /// - Throws: `UserError` where there is no display.
  @MainActor
  public static func run(
    source: (any FrameSource)? = nil, lister: RunLister? = nil, selected: ListedRun.ID? = nil
  ) throws {
    _ = try run(source: source, lister: lister, selected: selected, script: InputScript())
  }

  /// As above, with input that comes by itself. Returns the number of pictures drawn.
  @MainActor
  static func run(
    source: (any FrameSource)?, lister: RunLister?, selected: ListedRun.ID? = nil, script: InputScript
  ) throws -> Int {
    let state = initialState(source: source, lister: lister, selected: selected)
    let surface = try WindowSurface(title: state.windowTitle)
    defer { surface.close() }
    let session = WindowSession(surface: surface, state: state, lister: lister, script: script)
    session.run()
    return session.pictures
  }

  /// Draws the window as it would look, without a display, into a PNG.
  ///
  /// - Parameters:
  ///   - frame: the frame shown; the nearest there is.
  ///   - scale: the display's factor, 2 for twice the dots.
  ///   - actions: done before, such as `.nextDifference`.
  public static func screenshot(
    source: (any FrameSource)? = nil, lister: RunLister? = nil, selected: ListedRun.ID? = nil, path: String,
    width: Int = 1280, height: Int = 800, scale: Float = 1, frame: Int = 0, actions: [InputAction] = []
  ) throws {
    var state = initialState(source: source, lister: lister, selected: selected)
    for action in [.seek(frame)] + actions { _ = state.apply(action) }
    let surface = try OffscreenSurface(width: width, height: height, scale: scale)
    // Scrolling regions know their size only after they were drawn once.
    for _ in 0..<2 { _ = surface.draw(state) }
    try surface.read().writePNG(to: path)
  }

  static func initialState(
    source: (any FrameSource)?, lister: RunLister?, selected: ListedRun.ID?
  ) -> ViewerState {
    var state = ViewerState()
    state.list(from: lister)
    state.selectedRun = selected
    if let source {
      state.show(source)
    } else if let run = selected ?? state.runs.first?.id {
      state.load(run, from: lister)
    }
    return state
  }
}
