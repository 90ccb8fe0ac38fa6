import Diagnostics
import Foundation
import Synchronization

/// A session at its own pace on its own thread, so that neither the simulator nor the model holds up a window.
public final class PlayLoop: @unchecked Sendable {
  // Unchecked: `session`, `script` and `steps` are touched only by the loop's thread once that runs.
  private enum Event: Sendable {
    case key(String, isDown: Bool, at: Double)
    case sticks(DriveIntent)
    case releaseAll
  }

  private struct Desk {
    var events: [Event] = []
    var windowKeys: [String] = []
    var view: PlayView
    var failure: (any Error)?
    var isOver = false
    var pace = PlayPace()
  }

  private let session: PlaySession
  private let board: PlayBoard
  private let rate: Double
  private let saver: DriveSaver
  private var script: InputScriptFile
  private let endsWithScript: Bool
  private var steps = 0
  private let desk: Mutex<Desk>
  private var thread: Thread?

  /// Starts at once.
  ///
  /// - Parameters:
  ///   - folder: where recordings go.
  ///   - endsWithScript: whether `isOver` becomes true after the script's last key.
  public init(_ session: PlaySession, script: InputScriptFile, folder: URL, endsWithScript: Bool = false) {
    (self.session, self.script, self.endsWithScript) = (session, script, endsWithScript)
    (board, rate) = (session.board, session.origin.world.rate)
    desk = Mutex(Desk(view: session.view()))
    let saver = DriveSaver(folder: folder, board: board)
    self.saver = saver
    session.onRecord = { saver.save($0) }
    session.hurry(interval: 1 / rate)
    let thread = Thread { [self] in run() }
    thread.name = "robot"
    thread.stackSize = 8 << 20
    self.thread = thread
    thread.start()
  }

  /// A key of the keyboard, by the name that scripts use.
  public func key(_ name: String, isDown: Bool) {
    desk.withLock { $0.events.append(.key(name, isDown: isDown, at: Self.now)) }
  }

  /// A gamepad's sticks; idle ones where it is gone.
  public func sticks(_ intent: DriveIntent) { desk.withLock { $0.events.append(.sticks(intent)) } }

  /// Lets go of everything, as when the window loses the keyboard.
  public func releaseAll() { desk.withLock { $0.events.append(.releaseAll) } }

  /// Grows whenever `view` shows something else.
  public var revision: Int { board.revision }

  /// How often the model has answered.
  public var answers: Int { board.answers }

  /// What to show now.
  public var view: PlayView {
    var view = desk.withLock { $0.view }
    view.refresh(from: board)
    return view
  }

  /// Keys of the script that are the window's.
  public func takeWindowKeys() -> [String] {
    desk.withLock { desk in
      defer { desk.windowKeys = [] }
      return desk.windowKeys
    }
  }

  /// The model's picture of this frame is on the screen.
  public func shown(branch: Int, frame: Int) { board.shown(branch: branch, frame: frame, at: Self.now) }

  public var latency: LatencyLog { board.latency }
  /// Seconds that the model's answers took.
  public var work: [Double] { board.work }
  public var pace: PlayPace { desk.withLock { $0.pace } }
  public var isOver: Bool { desk.withLock { $0.isOver } }
  /// What stopped the loop.
  public var failure: (any Error)? { desk.withLock { $0.failure } }

  /// Ends the thread and waits for it, and for recordings that are still being saved.
  public func stop() {
    desk.withLock { $0.isOver = true }
    while thread?.isFinished == false { usleep(1000) }
    saver.finish()
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }

  private func run() {
    var due = Self.now
    while !isOver {
      let wait = due - Self.now
      if wait > 0 { usleep(UInt32(wait * 1e6)) }
      do { try step(lateness: Self.now - due) } catch {
        return desk.withLock { ($0.failure, $0.isOver) = (error, true) }
      }
      // A machine that stood still for long does not make up for it in haste.
      due = max(due + 1 / rate, Self.now - 0.2)
    }
    // What is shown last is the moment at which the robot stopped.
    try? session.drawTruth()
    let view = session.view()
    desk.withLock { $0.view = view }
  }

  private func step(lateness: Double) throws {
    let lines = script.take(until: Double(steps) / rate)
    for line in lines { try key(line.key, isDown: line.isDown, at: Self.now) }
    steps += 1
    let events = desk.withLock { desk in
      defer { desk.events = [] }
      return desk.events
    }
    for event in events { try handle(event) }
    let hasMoved = try session.tick() != nil
    let view = session.view()
    let isNew = desk.withLock { desk in
      defer { desk.view = view }
      if hasMoved { desk.pace.add(lateness: lateness, lag: view.lag, rate: rate) }
      if endsWithScript && script.isEmpty { desk.isOver = true }
      return hasMoved || desk.view.truthFrame != view.truthFrame
    }
    if isNew || !events.isEmpty || !lines.isEmpty { board.revise() }
  }

  private func handle(_ event: Event) throws {
    switch event {
    case .key(let name, let isDown, let time): try key(name, isDown: isDown, at: time)
    case .sticks(let intent): session.keys.sticks = intent
    case .releaseAll: session.keys.releaseAll()
    }
  }

  private func key(_ name: String, isDown: Bool, at time: Double) throws {
    if try !session.key(name, isDown: isDown, at: time), isDown { desk.withLock { $0.windowKeys.append(name) } }
  }
}
