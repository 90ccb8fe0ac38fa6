import Foundation

/// A session under a script without a clock: each action waits for the model, so the same seed gives the same frames.
public struct ScriptedPlay {
  private let session: PlaySession
  private var script: InputScriptFile
  private let rate: Double
  /// Recordings that were asked for, saved as soon as they were.
  public private(set) var saved: [DriveRecording.Files] = []
  /// Keys that were the window's, in their order.
  public private(set) var windowKeys: [String] = []

  public init(_ session: PlaySession, script: InputScriptFile) {
    (self.session, self.script, rate) = (session, script, session.origin.world.rate)
  }

  /// Drives until `seconds` have passed, or to the script's end.
  ///
  /// - Parameter onFrame: called after each action with what would be shown.
  public mutating func run(
    seconds: Double? = nil, folder: URL, onFrame: (PlayView, _ windowKeys: [String]) throws -> Void = { _, _ in }
  ) throws {
    let count = Int(((seconds ?? script.end) * rate).rounded(.up))
    var asked: [DriveRecording] = []
    session.onRecord = { asked.append($0) }
    defer { session.onRecord = { _ in } }
    for step in 0...max(0, count) {
      var keys: [String] = []
      for line in script.take(until: Double(step) / rate) {
        if try !session.key(line.key, isDown: line.isDown, at: 0), line.isDown { keys.append(line.key) }
      }
      windowKeys += keys
      // A policy that was just asked has answered before the next action.
      if session.isDriven { try session.settle() }
      // The last keys are heard; no action follows them.
      if step < count { try session.tick() }
      try session.settle()
      for recording in asked { saved.append(try recording.save(to: folder)) }
      asked = []
      try onFrame(session.view(), keys)
    }
  }
}
