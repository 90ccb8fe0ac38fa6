import Diagnostics
import Foundation
import Media
import Play
import Scenarios
import Viewer

/// The ways in which `orrery play` drives: in a window, timed without a display, or without a clock.
struct PlayRun {
  let session: PlaySession
  let script: InputScriptFile
  let seconds: Double?
  let folder: URL
  let screenshot: String?
  let size: PictureSize

  /// In a window, until it is closed.
  func inWindow() throws -> PlaySummary {
    let loop = PlayLoop(session, script: script, folder: folder)
    defer { loop.stop() }
    let begin = Self.now
    let end = seconds.map { begin + $0 }
    let source = PlayDriveSource(loop, end: end)
    let pictures = try MainActor.assumeIsolated { try Viewer.drive(source) }
    if let error = loop.failure { throw error }
    return PlaySummary(loop.view, loop, pictures: pictures, seconds: Self.now - begin)
  }

  /// At the robot's pace, every picture drawn without a display: for measurements.
  func timed() throws -> PlaySummary {
    let picture = try DrivePicture(width: size.width, height: size.height)
    let loop = PlayLoop(session, script: script, folder: folder, endsWithScript: seconds == nil)
    defer { loop.stop() }
    let source = PlayDriveSource(loop, end: seconds.map { Self.now + $0 })
    let begin = Self.now
    var (pictures, pacer) = (0, DrawPacer())
    while !source.isOver {
      try Interrupt.check()
      let keys = source.takeWindowKeys()
      for key in keys { picture.key(key) }
      guard pacer.takes(source, at: Self.now) || !keys.isEmpty else {
        usleep(2000)
        continue
      }
      let view = source.view
      picture.draw(view)
      picture.finish()
      source.shown(view)
      pictures += 1
    }
    loop.stop()
    if let error = loop.failure { throw error }
    try save(picture, DriveView(loop.view))
    return PlaySummary(loop.view, loop, pictures: pictures, seconds: Self.now - begin)
  }

  /// Without a clock: each action waits for the model, so the same seed gives the same frames.
  func untimed() throws -> PlaySummary {
    var play = ScriptedPlay(session, script: script)
    let begin = Self.now
    var hashes = SHA256()
    try play.run(seconds: seconds, folder: folder) { view, _ in
      try Interrupt.check()
      for image in view.truth + view.predicted { hashes.update(image.pixels) }
    }
    let view = session.view()
    if screenshot != nil {
      let picture = try DrivePicture(width: size.width, height: size.height)
      for key in play.windowKeys { picture.key(key) }
      try save(picture, DriveView(view))
    }
    return PlaySummary(view, saved: play.saved, frames: hashes.finish(), seconds: Self.now - begin)
  }

  private func save(_ picture: DrivePicture, _ view: DriveView) throws {
    guard let screenshot else { return }
    // Sizes are known only after everything was drawn once.
    for _ in 0..<2 { picture.draw(view) }
    try picture.read().writePNG(to: screenshot)
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
