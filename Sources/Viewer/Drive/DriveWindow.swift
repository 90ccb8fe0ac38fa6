import Diagnostics
import Foundation
import Media

/// The window for driving inside a model.
@MainActor
final class DriveWindow {
  private let surface: WindowSurface
  private let source: any DriveSource
  private let textures = DriveTextures()
  private let panes = PaneStore()
  private var state = DriveState()
  private var gamepad = Gamepad()
  private var hadFocus = true
  private var wantsPicture = false
  private var isOver = false
  /// Pictures still to be drawn after input.
  private var due = 2
  private var pacer = DrawPacer()
  private(set) var pictures = 0

  init(surface: WindowSurface, source: any DriveSource) { (self.surface, self.source) = (surface, source) }

  /// Runs until the user closes the window, driving is over, or ctrl-C.
  func run() {
    while !isOver && !surface.shouldClose && !source.isOver && !Interrupt.isRaised {
      // Looked at often, drawn only where there is something new: the cores are the model's.
      if surface.wait(1.0 / 120) { due = 2 }
      readKeys()
      readGamepad()
      if pacer.takes(source, at: Self.now) || state.message?.isOver == true { due = max(due, 1) }
      if due > 0 { draw() }
    }
    textures.clear()
  }

  private func readKeys() {
    // The driving keys are told by their changes; the queue of characters is the viewer's.
    _ = surface.takeActions()
    for (name, isDown) in surface.takeKeyChanges() { key(name, isDown: isDown) }
    for name in source.takeWindowKeys() { key(name, isDown: true) }
    if hadFocus && !surface.hasFocus { source.releaseAll() }
    hadFocus = surface.hasFocus
  }

  private func key(_ name: String, isDown: Bool) {
    guard isDown else { return source.key(name, isDown: false) }
    let (isOwn, effect) = state.key(name)
    if !isOwn { source.key(name, isDown: true) }
    switch effect {
    case .quit: isOver = true
    case .screenshot: wantsPicture = true
    case nil: break
    }
  }

  private func readGamepad() {
    let news = gamepad.read()
    if gamepad.isConnected || news.change != nil { source.sticks(news.sticks) }
    for name in news.keys {
      key(name, isDown: true)
      key(name, isDown: false)
    }
    if news.change != nil || !news.keys.isEmpty { due = 2 }
    if let change = news.change {
      state.message = Message(change ? "Gamepad connected" : "The gamepad is gone: use the keyboard")
    }
  }

  private func draw() {
    due -= 1
    pacer.drew(source, at: Self.now)
    let view = source.view
    state.take(view)
    textures.update(view, state)
    let picture = surface.draw(
      capture: wantsPicture, { Pass(state: ViewerState(theme: state.theme), panes: panes, scale: $0) },
      { pass, size in
        DriveContent(pass: pass, view: view, state: state, textures: textures).draw(size: size)
      })
    source.shown(view)
    pictures += 1
    guard let picture else { return }
    wantsPicture = false
    due = 2
    state.message = ScreenshotFile.save(picture, title: view.title, frame: view.frame)
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
