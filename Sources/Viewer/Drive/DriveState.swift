/// What the driving window itself remembers.
struct DriveState {
  enum Effect { case quit, screenshot }

  private(set) var layout = DriveLayout.sideBySide
  private(set) var isSwapped = false
  private(set) var showsHelp = false
  private(set) var isSmooth = true
  private(set) var theme = Theme.dark
  var message: Message?
  private var lastMessage = 0

  /// Does what a key asks of the window.
  ///
  /// - Returns: whether the key is the window's, and what else is to be done.
  mutating func key(_ name: String) -> (isOwn: Bool, effect: Effect?) {
    switch name {
    case "tab": layout = layout.next
    case "x": isSwapped.toggle()
    case "n": isSmooth.toggle()
    case "t": theme = theme.other
    case "f1", "/", "?", "h": showsHelp.toggle()
    case "esc":
      guard showsHelp else { return (true, .quit) }
      showsHelp = false
    case "f2": return (true, .screenshot)
    default: return (false, nil)
    }
    return (true, nil)
  }

  mutating func take(_ view: DriveView) {
    if message?.isOver == true { message = nil }
    guard let news = view.message, news.number != lastMessage else { return }
    lastMessage = news.number
    message = Message(news.text, isError: news.isError)
  }
}

extension Shortcut {
  /// The driving window's keys.
  static let driving: [Shortcut] = [
    Shortcut(
      keys: ["w", "a", "s", "d"], meaning: "Move the hand: away, left, nearer, right (or arrows)", brief: "move"),
    Shortcut(keys: ["r", "f"], meaning: "Up, down", brief: "up, down"),
    Shortcut(keys: ["q", "e"], meaning: "Turn the hand", brief: "turn"),
    Shortcut(keys: ["o", "c"], meaning: "Open, close the gripper", brief: "grip"),
    Shortcut(keys: ["space"], meaning: "Pause, go on", brief: "pause"),
    Shortcut(keys: ["tab"], meaning: "Side by side, overlaid, difference, one alone", brief: "layout"),
    Shortcut(keys: ["x"], meaning: "Swap model and simulator", brief: "swap"),
    Shortcut(keys: ["p"], meaning: "The scenario's policy takes over, or hands back", brief: "script"),
    Shortcut(keys: [",", "."], meaning: "Look one frame back or on; page up and down: ten", brief: "look"),
    Shortcut(keys: ["enter"], meaning: "Another branch from here; driving does the same", brief: "branch"),
    Shortcut(keys: ["backspace"], meaning: "Back to the start, for another branch", brief: nil),
    Shortcut(keys: ["[", "]"], meaning: "To the end of another branch", brief: nil),
    Shortcut(keys: ["m"], meaning: "Save what was driven: episode and scenario", brief: "save"),
    Shortcut(keys: ["n"], meaning: "Enlarge smoothly or as squares", brief: nil),
    Shortcut(keys: ["t"], meaning: "Dark or light colours", brief: nil),
    Shortcut(keys: ["F2"], meaning: "Save the window as a PNG", brief: nil),
    Shortcut(keys: ["F1", "h"], meaning: "This help", brief: "help"),
    Shortcut(keys: ["esc"], meaning: "Quit", brief: "quit"),
    Shortcut(keys: ["gamepad"], meaning: "Left stick: plane; right: height, turn; triggers: grip", brief: nil),
    Shortcut(keys: ["buttons"], meaning: Gamepad.help, brief: nil),
  ]
}
