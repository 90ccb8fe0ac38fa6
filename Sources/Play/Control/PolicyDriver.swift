import Diagnostics
import Foundation
import Policies
import Scenarios
import Scoring

/// A user's program that is asked on a thread of its own: neither the robot nor the model waits for its answer.
final class PolicyDriver: @unchecked Sendable {
  // Unchecked: `session` is touched by one thread at a time, that of the question under way; the rest under the lock.
  let name: String
  private let program: PolicyProgram
  private let start: PolicyStart
  private let targets: [[Float]]
  private var session: PolicySession?
  private let condition = NSCondition()
  private var rows: ArraySlice<[Float]> = []
  private var asked = false
  private var questions = 0
  private var isDismissed = false
  private var failure: (any Error)?

  /// - Parameter targets: those of the frames that it is shown first.
  init(_ program: PolicyProgram, _ start: PolicyStart, targets: [[Float]]) {
    (self.program, self.start, self.targets) = (program, start, targets)
    // The interpreter says little: the first word that is a file, else the command.
    let file = program.command.dropFirst().first { !$0.hasPrefix("-") } ?? program.command[0]
    name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
  }

  /// Whether it was never asked.
  var isNew: Bool { condition.withLock { questions == 0 } }
  /// Whether its answer is awaited.
  var isAsked: Bool { condition.withLock { asked } }
  var hasActions: Bool { condition.withLock { !rows.isEmpty } }

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
    let thread = Thread { [self] in answer(clips) }
    thread.name = "policy"
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func answer(_ clips: [Clip]) {
    let result = Result {
      // Its start is part of the first answer.
      let session = try self.session ?? PolicySession(program, start, targets: targets)
      self.session = session
      return try session.act(on: clips)
    }
    condition.withLock {
      switch result {
      case .success(let answer): rows = answer[...]
      case .failure(let error): failure = error
      }
      asked = false
      // The program ends with its session.
      if isDismissed { session = nil }
      condition.broadcast()
    }
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

  /// Ends it; an answer under way is not waited for.
  func dismiss() {
    condition.withLock {
      isDismissed = true
      if !asked { session = nil }
    }
  }
}
