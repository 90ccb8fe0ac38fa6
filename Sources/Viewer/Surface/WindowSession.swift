import CImGui
import Diagnostics
import Foundation

/// The life of a window: input in, state on, picture out, only when something changes.
@MainActor
final class WindowSession {
  private let surface: WindowSurface
  let lister: RunLister?
  var state: ViewerState
  private var script: InputScript
  private var timed: TimedScript
  private let opened = ProcessInfo.processInfo.systemUptime
  private(set) var pictures = 0
  /// Pictures still to be drawn: a few after each input, until hovering and scrolling have settled.
  var due = 3
  var last = ProcessInfo.processInfo.systemUptime
  private var isOver = false
  /// The film that is being saved, and what was last said of it.
  var filming: FilmWriting?
  var filmNews: Message?
  var looked = ProcessInfo.processInfo.systemUptime

  init(
    surface: WindowSurface, state: ViewerState, lister: RunLister?, script: InputScript = InputScript(),
    timed: TimedScript = TimedScript()
  ) {
    (self.surface, self.state, self.lister) = (surface, state, lister)
    (self.script, self.timed) = (script, timed)
  }

  /// Runs until the user closes the window or presses ctrl-C.
  func run() {
    while !isOver && !surface.shouldClose && !Interrupt.isRaised {
      if surface.wait(patience) { due = 3 }
      let scripted = script.take(drawn: pictures) + timed.take(until: elapsed)
      for action in surface.takeActions() + scripted { apply(action) }
      advance()
      goOnFilming()
      readListAnew()
      if due > 0 && !isOver { draw() }
    }
    if let filming {
      let news = "\(filming.path) was given up at frame \(filming.written) of \(filming.frameCount)\n"
      FileHandle.standardError.write(Data(news.utf8))
    }
  }

  /// How long to wait for input.
  private var patience: Double {
    if due > 0 || !script.isEmpty || filming != nil { return 0 }
    // Woken now and then to see whether ctrl-C was pressed.
    let scripted = timed.next.map { max(0, $0 - elapsed) } ?? 0.25
    return min(state.untilNextChange ?? 0.25, scripted, 0.25) + 0.0005
  }

  /// Seconds that the window has been open.
  private var elapsed: Double { ProcessInfo.processInfo.systemUptime - opened }

  private func advance() {
    let now = ProcessInfo.processInfo.systemUptime
    // After a long pause, such as a run that loaded slowly, playing goes on where it was.
    if state.advance(by: min(now - last, 0.5)) { due = max(due, 1) }
    last = now
    if !script.isEmpty { due = max(due, 1) }
  }

  private func draw() {
    due -= 1
    pictures += 1
    for action in surface.draw(state).actions { apply(action) }
  }

  /// Saves the window as it is now, before anything else happens to it.
  private func save() {
    state.message = nil
    // Scrolling regions know their size only after they were drawn.
    var clicks: [InputAction] = []
    for _ in 0..<2 { clicks += surface.draw(state).actions }
    pictures += 3
    let last = surface.draw(state, capture: true)
    if let picture = last.picture { state.message = ScreenshotFile.save(picture, of: state) }
    for action in clicks + last.actions where action != .screenshot { apply(action) }
  }

  private func apply(_ action: InputAction) {
    due = max(due, 2)
    let shown = (state.generation, state.beside?.generation)
    let effect = state.carryOut(action, from: lister)
    if shown != (state.generation, state.beside?.generation) {
      surface.setTitle(state.windowTitle)
      // A run may have loaded slowly: playing goes on where it was.
      last = ProcessInfo.processInfo.systemUptime
    }
    switch effect {
    case .quit: isOver = true
    case .screenshot: save()
    case .copy: copy()
    case .drive: drive()
    case .film(let kind): film(kind)
    case .load, .loadBeside, nil: break
    }
  }

  private func copy() {
    guard let command = state.command else { return }
    ui_copy(command)
    state.message = Message("Copied: \(command)")
  }

  private func drive() {
    guard let run = state.selectedRun, let drive = lister?.drive else {
      state.message = Message("This cannot be driven: open a run of a simulated world", isError: true)
      return
    }
    do {
      state.message = Message(try drive(run, state.playhead.frame))
    } catch {
      state.message = Message("This cannot be driven: \(error)", isError: true)
    }
  }
}
