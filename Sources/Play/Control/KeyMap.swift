/// What can be asked of a session besides driving the hand.
public enum SessionCommand: Equatable, Sendable {
  /// Stands still or goes on.
  case togglePause
  /// A scripted policy takes over, or hands back.
  case toggleScript
  /// Looks at a moment so many frames away; driving from there begins another branch.
  case look(Int)
  /// Back to the first frame that was not given, for another branch.
  case restart
  /// Begins another branch at the moment looked at.
  case branch
  /// Goes to the end of another branch: the next one, or the one before.
  case switchBranch(Int)
  /// Saves what was driven as an episode and a scenario.
  case record
}

/// What a key does.
public enum PlayInput: Equatable, Sendable {
  case drive(DriveKey)
  case command(SessionCommand)
}

/// The keys of a session, by the names that scripts use too.
public enum KeyMap {
  /// Nil for keys that mean nothing here; the window has some of its own.
  public static func input(_ key: String) -> PlayInput? { inputs[key] }

  public static var names: [String] { inputs.keys.sorted() }

  private static let inputs: [String: PlayInput] = [
    "a": .drive(.left), "d": .drive(.right), "w": .drive(.away), "s": .drive(.nearer),
    "left": .drive(.left), "right": .drive(.right), "up": .drive(.away), "down": .drive(.nearer),
    "r": .drive(.up), "f": .drive(.down), "q": .drive(.turnLeft), "e": .drive(.turnRight),
    "o": .drive(.open), "c": .drive(.close),
    "space": .command(.togglePause), "p": .command(.toggleScript),
    ",": .command(.look(-1)), ".": .command(.look(1)),
    "page_up": .command(.look(-10)), "page_down": .command(.look(10)),
    "backspace": .command(.restart), "enter": .command(.branch),
    "[": .command(.switchBranch(-1)), "]": .command(.switchBranch(1)),
    "m": .command(.record),
  ]
}
