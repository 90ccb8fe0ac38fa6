import Diagnostics
import Episodes
import Scenarios
import Simulation

extension PlaySession {
  /// Does what a key asks for.
  public func perform(_ command: SessionCommand) throws {
    switch command {
    case .togglePause: try togglePause()
    case .toggleScript: if isDriven { handBack() } else { try takeOver() }
    case .look(let frames): try look(at: frame + frames)
    case .restart: try look(at: origin.given - 1)
    case .branch: try branchOff()
    case .switchBranch(let places): try switchBranch(by: places)
    case .record: record()
    }
  }

  /// A key of the keyboard, by the name that scripts use.
  ///
  /// - Parameter time: when it was pressed, for the measurement of delays.
  /// - Returns: false where the key means nothing to a session.
  public func key(_ name: String, isDown: Bool, at time: Double) throws -> Bool {
    guard let input = KeyMap.input(name) else { return false }
    switch input {
    case .drive(let key) where isDown:
      keys.press(key)
      guard mode != .paused, !isDriven else { break }
      // A key that begins a branch acts on that one.
      let branch = mode == .looking && frame < tree.branch.lastFrame ? tree.branches.count : tree.current
      board.pressed(at: time, branch: branch, frame: frame + 1)
    case .drive(let key): keys.release(key)
    case .command(let command): if isDown { try perform(command) }
    }
    return true
  }

  private func record() {
    guard tree.branch.lastFrame >= origin.given else { return say("nothing was driven yet", isError: true) }
    onRecord(DriveRecording(origin, actions: tree.branch.actions, branch: tree.current))
  }

  private func togglePause() throws {
    switch mode {
    case .driving:
      mode = .paused
      try catchUp()
    case .paused: mode = .driving
    case .looking: try goToEnd()
    }
  }

  /// Whether something else than the hand drives.
  var isDriven: Bool { script != nil || policy != nil }

  /// A policy drives from here on: the scenario's own, the user's program or a scripted one, or one drawn from its seed.
  private func takeOver() throws {
    if mode == .looking { try branchOff() }
    if case .policy(let program) = origin.scenario.actions { return try takeOver(program) }
    var spec = origin.world.usualPolicies.draw(seed: origin.seed)
    if case .script(let own) = origin.scenario.actions { spec = own }
    let random = EpisodeRandom(seed: origin.seed &+ UInt64(tree.branch.lastFrame), stream: .policy)
    script = (try origin.world.policy(spec), spec.name.rawValue, random)
    say("\(spec.name.rawValue) drives; p takes it back")
    mode = .driving
  }

  /// The hand goes on from where the policy was.
  func handBack() {
    dismiss()
    hand.follow(live.targets)
    say("the hand drives again")
  }

  /// Shows another moment of the present branch, the nearest there is.
  private func look(at target: Int) throws {
    let target = min(max(target, origin.given - 1), tree.branch.lastFrame)
    guard target < tree.branch.lastFrame else { return try goToEnd() }
    mode = .looking
    try show(target)
  }

  private func goToEnd() throws {
    mode = .paused
    try show(tree.branch.lastFrame)
  }

  /// Puts the simulator where it was, and asks the model for what it predicted then.
  private func show(_ target: Int) throws {
    frame = target
    live.restore(tree.branch.physics[target])
    try drawTruth()
    hand.follow(live.targets)
    worker.post(.show(branch: tree.current, frame: target, actions: drivenActions))
  }

  /// Drives on from the moment that is looked at.
  func branchOff() throws {
    let parent = tree.current
    if tree.fork(at: frame) {
      worker.post(.fork(branch: tree.current, parent: parent, frame: frame))
      dismiss()
      say("branch \(tree.current + 1) from frame \(frame)")
    }
    mode = .driving
  }

  private func switchBranch(by places: Int) throws {
    guard tree.branches.count > 1 else { return }
    tree.move(by: places)
    dismiss()
    try goToEnd()
  }
}
