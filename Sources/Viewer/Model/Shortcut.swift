import COpenGL

/// A key and what it does: the one table behind the keyboard, the help and the footer.
public struct Shortcut: Sendable {
  /// As it is drawn on the key.
  let keys: [String]
  let meaning: String
  /// In two words, for the footer; `nil` where it stands only in the help.
  let brief: String?

  static let all: [Shortcut] = [
    Shortcut(keys: ["space"], meaning: "Play or pause", brief: "play"),
    Shortcut(keys: ["←", "→"], meaning: "One frame back or on", brief: "step"),
    Shortcut(keys: ["home", "end"], meaning: "First or last frame", brief: "ends"),
    Shortcut(keys: ["↑", "↓"], meaning: "Faster or slower, .1× to 4×", brief: "speed"),
    Shortcut(keys: ["l"], meaning: "Loop, or stop at the end", brief: nil),
    Shortcut(keys: ["1–9"], meaning: "Choose the sample", brief: "sample"),
    Shortcut(keys: ["o"], meaning: "Show or hide the objects' paths", brief: "overlays"),
    Shortcut(keys: ["b"], meaning: "Show or hide how the background drifts, four times enlarged", brief: nil),
    Shortcut(keys: ["f"], meaning: "Show or hide what is touched, wider where pressed harder", brief: nil),
    Shortcut(keys: ["d"], meaning: "Difference: size, sign, or both images overlaid", brief: "difference"),
    Shortcut(
      keys: ["v"], meaning: "Layout: side by side, samples, spread, wipe, blink, onion, depth, space", brief: "layout"),
    Shortcut(keys: ["page ↑", "↓"], meaning: "The run before or after in the list", brief: nil),
    Shortcut(keys: ["k", "x"], meaning: "The list's next run beside this one, in step; this one alone", brief: nil),
    Shortcut(keys: ["w", "r"], meaning: "List the worst runs first, or the newest; the next order", brief: nil),
    Shortcut(keys: ["i"], meaning: "All cameras, or one after another", brief: nil),
    Shortcut(keys: ["p"], meaning: "Drive on from this moment, in a window of its own", brief: "drive on"),
    Shortcut(keys: ["click"], meaning: "Mark a point: the other cameras show where it can be", brief: nil),
    Shortcut(keys: ["c"], meaning: "Copy the command line that shows this", brief: nil),
    Shortcut(keys: ["m", "g"], meaning: "Save the panes as a film: MP4 or GIF", brief: "film"),
    Shortcut(keys: ["n"], meaning: "Enlarge smoothly or as squares", brief: nil),
    Shortcut(keys: ["t"], meaning: "Dark or light colours", brief: nil),
    Shortcut(keys: ["wheel"], meaning: "Zoom into all panes; drag to move", brief: nil),
    Shortcut(keys: ["+", "−", "z"], meaning: "Nearer, further, whole images again", brief: nil),
    Shortcut(keys: [",", "."], meaning: "Move the wipe's line, turn the space", brief: nil),
    Shortcut(keys: ["y"], meaning: "The plots that follow", brief: nil),
    Shortcut(keys: ["s"], meaning: "Save the window as a PNG", brief: "screenshot"),
    Shortcut(keys: ["?", "F1"], meaning: "This help", brief: "help"),
    Shortcut(keys: ["q", "esc"], meaning: "Quit", brief: "quit"),
  ]

  /// What a pressed key asks for: a character, or 0 and GLFW's number of a key without one.
  static func action(character: UInt32, key: Int32) -> InputAction? {
    if character != 0, let scalar = Unicode.Scalar(character) { return action(for: Character(scalar)) }
    switch key {
    case GLFW_KEY_LEFT: return .step(-1)
    case GLFW_KEY_RIGHT: return .step(1)
    case GLFW_KEY_HOME: return .toStart
    case GLFW_KEY_END: return .toEnd
    case GLFW_KEY_UP: return .faster
    case GLFW_KEY_DOWN: return .slower
    case GLFW_KEY_PAGE_UP: return .nextRun(-1)
    case GLFW_KEY_PAGE_DOWN: return .nextRun(1)
    case GLFW_KEY_F1: return .toggleHelp
    case GLFW_KEY_ESCAPE: return .dismiss
    default: return nil
    }
  }

  /// What a key asks for, by the name that scripts use: a character, or `left`, `space`, `esc` and so on.
  public static func action(named name: String) -> InputAction? {
    if let action = named[name] { return action }
    return name.count == 1 ? name.first.flatMap { action(for: $0) } : nil
  }

  private static let named: [String: InputAction] = [
    "space": .togglePlay, "left": .step(-1), "right": .step(1), "up": .faster, "down": .slower, "home": .toStart,
    "esc": .dismiss, "f1": .toggleHelp, "page_up": .nextRun(-1), "page_down": .nextRun(1),
  ]

  private static func action(for character: Character) -> InputAction? {
    if let digit = character.wholeNumberValue, digit > 0 { return .sample(digit - 1) }
    return characters[character.lowercased().first ?? character]
  }

  private static let characters: [Character: InputAction] = [
    " ": .togglePlay, "l": .toggleLoop, "o": .toggleOverlays, "d": .nextDifference, "n": .toggleSmoothing,
    "z": .resetZoom, "v": .nextLayout, "c": .copyCommand, "m": .film(.mp4), "g": .film(.gif), "w": .orderRuns(.worst),
    "i": .nextCamera, "p": .driveOn, "y": .nextPlots, "r": .nextOrder, "+": .near(1), "=": .near(1), "-": .near(-1),
    ",": .nudge(-1), ".": .nudge(1),
    "t": .nextTheme, "b": .toggleDrift, "f": .toggleContacts, "k": .nextBeside, "x": .alone,
    "s": .screenshot, "?": .toggleHelp, "q": .quit,
  ]
}
