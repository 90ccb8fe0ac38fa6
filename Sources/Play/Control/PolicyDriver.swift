import Diagnostics
import Foundation
import Policies
import Scenarios
import Scoring

/// A user's program that is asked on a thread of its own: neither the robot nor the model waits for its answer.
final class PolicyDriver: @unchecked Sendable {
  // Unchecked: what changes is touched under the lock; `session` itself speaks with the thread of a question alone.
  let name: String
  private let program: PolicyProgram
  private let start: PolicyStart
  private let targets: [[Float]]
  private let skipped: Int
  private let cancellation = Cancellation()
  private var session: PolicySession?
  private let condition = NSCondition()
  private var rows: ArraySlice<[Float]> = []
  /// Whether a question was announced, and whether a thread is at it: the model may end before it gives the frames.
  private var asked = false
  private var isThinking = false
  private var questions = 0
  private var failure: (any Error)?

  /// - Parameters:
  ///   - targets: those of the frames that it is shown first.
  ///   - skipped: frames of the episode that are not among those.
  init(_ program: PolicyProgram, _ start: PolicyStart, targets: [[Float]], skipped: Int) {
    (self.program, self.start, self.targets, self.skipped) = (program, start, targets, skipped)
    // An interpreter says little: its first argument that is a file, else the command itself.
    let file = program.command.dropFirst().first { word in
      FileFacts.isReadableFile(URL(fileURLWithPath: word, relativeTo: program.folder).path)
    }
    name = URL(fileURLWithPath: file ?? program.command[0]).deletingPathExtension().lastPathComponent
  }

  /// Whether it was never asked.
  var isNew: Bool { condition.withLock { questions == 0 } }
  /// Whether its answer is awaited.
  var isAsked: Bool { condition.withLock { asked } }

  /// Whether it is to be asked: its last actions are carried out, and all is well with it.
  var isFree: Bool { condition.withLock { !asked && rows.isEmpty && failure == nil } && !cancellation.isRaised }

  /// Frames are on their way to it.
  func expect() {
    condition.withLock {
      asked = true
      questions += 1
    }
  }

  /// Asks it, on another thread.
  ///
  /// - Parameter clips: the frames since it was last asked, a clip a camera.
  func show(_ clips: [Clip]) {
    condition.withLock { isThinking = true }
    let thread = Thread { [self] in answer(clips) }
    thread.name = "policy"
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func answer(_ clips: [Clip]) {
    let result = Result {
      try cancellation.check()
      // Its start is part of the first answer.
      let session =
        try condition.withLock { self.session }
        ?? PolicySession(program, start, targets: targets, skipped: skipped, cancellation: cancellation)
      condition.withLock { self.session = session }
      return try session.act(on: clips)
    }
    if cancellation.isRaised { release() }
    condition.withLock {
      switch result {
      case .success(let answer): rows = answer[...]
      case .failure(let error): failure = error
      }
      (asked, isThinking) = (false, false)
      condition.broadcast()
    }
  }

  /// The program ends with its session: not under the lock, for it may take a while.
  private func release() {
    let session = condition.withLock {
      defer { self.session = nil }
      return self.session
    }
    withExtendedLifetime(session) {}
  }

  /// Its next action; nil where it has none yet.
  ///
  /// - Throws: `UserError` where it hung, died or answered what it must not.
  func next() throws -> [Float]? {
    try condition.withLock {
      if let failure { throw failure }
      return rows.popFirst()
    }
  }

  /// Waits until it has answered.
  func wait() { condition.withLock { while asked { condition.wait() } } }

  /// Gives it up, without waiting for its end.
  func dismiss() {
    cancellation.raise()
    // Where an answer is under way, its thread sees to the end.
    guard !condition.withLock({ isThinking }) else { return }
    Thread { [self] in release() }.start()
  }

  /// Ends it and waits until it is gone.
  func close() {
    cancellation.raise()
    condition.withLock { while isThinking { condition.wait() } }
    release()
  }
}
