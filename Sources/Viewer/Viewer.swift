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
  ///   - actions: done before the window is shown.
  ///   - script: done at their times.
  /// - Throws: `UserError` where there is no display.
  @MainActor
  public static func run(
    source: (any FrameSource)? = nil, lister: RunLister? = nil, selected: ListedRun.ID? = nil,
    actions: [InputAction] = [], script: TimedScript = TimedScript()
  ) throws {
    _ = try run(
      source: source, lister: lister, selected: selected, actions: actions, script: InputScript(), timed: script)
  }

  /// As above, with input that comes by itself. Returns the number of pictures drawn.
  @MainActor
  static func run(
    source: (any FrameSource)?, lister: RunLister?, selected: ListedRun.ID? = nil, actions: [InputAction] = [],
    script: InputScript, timed: TimedScript = TimedScript()
  ) throws -> Int {
    var state = initialState(source: source, lister: lister, selected: selected)
    for action in actions { _ = state.carryOut(action, from: lister) }
    let surface = try WindowSurface(title: state.windowTitle)
    defer { surface.close() }
    let session = WindowSession(surface: surface, state: state, lister: lister, script: script, timed: timed)
    session.run()
    return session.pictures
  }

  /// Draws the window as it would look, without a display, into a PNG.
  ///
  /// - Parameters:
  ///   - frame: the frame shown; the nearest there is.
  ///   - scale: the display's factor, 2 for twice the dots.
  ///   - actions: done before, such as `.nextDifference`.
  ///   - script: done then, each at its time, while the window's own time passes without a clock.
  public static func screenshot(
    source: (any FrameSource)? = nil, lister: RunLister? = nil, selected: ListedRun.ID? = nil, path: String,
    width: Int = 1280, height: Int = 800, scale: Float = 1, frame: Int = 0, actions: [InputAction] = [],
    script: TimedScript = TimedScript()
  ) throws {
    var state = initialState(source: source, lister: lister, selected: selected)
    try state.carryOut([.seek(frame)] + actions, lister)
    try play(script, in: &state, lister)
    let surface = try OffscreenSurface(width: width, height: height, scale: scale)
    // Scrolling regions know their size only after they were drawn once.
    for _ in 0..<2 { _ = surface.draw(state) }
    try surface.read().writePNG(to: path)
  }

  /// Carries out a script without a clock: time passes in steps of a hundredth of a second.
  ///
  /// - Throws: `UserError` where it asks for what only a window does.
  private static func play(_ script: TimedScript, in state: inout ViewerState, _ lister: RunLister?) throws {
    var (script, step) = (script, 0)
    while !script.isEmpty {
      for action in script.take(until: Double(step) / 100) {
        switch state.carryOut(action, from: lister) {
        case .quit: return
        case .screenshot, .film, .copy, .drive:
          throw UserError(
            "a script without a window cannot save, copy or drive", at: "--input-script",
            fix: "Use --screenshot or --film alone, or open the window")
        case .load, .loadBeside, nil: break
        }
        try state.requireOpened()
      }
      _ = state.advance(by: 0.01)
      step += 1
    }
  }

  /// Writes the panes of every frame as a film, MP4 or GIF after the file's ending.
  public static func film(
    source: any FrameSource, lister: RunLister? = nil, selected: ListedRun.ID? = nil, path: String,
    actions: [InputAction] = []
  ) throws {
    var state = initialState(source: source, lister: lister, selected: selected)
    try state.carryOut(actions, lister)
    guard state.layout != .space else {
      throw UserError("the space is not filmed", at: "--layout", fix: "Choose another layout")
    }
    try Film(source: source, state: state).write(to: path, FilmKind(path: path))
  }

  static func initialState(
    source: (any FrameSource)?, lister: RunLister?, selected: ListedRun.ID?
  ) -> ViewerState {
    var state = ViewerState()
    state.list(from: lister)
    state.selectedRun = selected
    if let suite = state.list.runs.first(where: { $0.id == selected })?.suite { _ = state.apply(.suite(suite)) }
    if let source {
      state.show(source)
    } else if let run = selected ?? state.list.shown.first?.id {
      state.load(run, from: lister)
    }
    return state
  }
}

extension ViewerState {
  /// Actions before a picture or a film.
  ///
  /// - Throws: `UserError` where one does not find what it names, or is for a window alone.
  mutating func carryOut(_ actions: [InputAction], _ lister: RunLister?) throws {
    for action in actions {
      if carryOut(action, from: lister) != nil {
        throw UserError("without a window nothing is saved, copied, driven or left", at: "--action")
      }
      try requireOpened()
    }
    try requireOpened()
  }

  /// - Throws: `UserError` where something that was asked for on opening did not come.
  func requireOpened() throws {
    if let message, message.isError { throw UserError(message.text, at: source?.title ?? "window") }
  }
}
