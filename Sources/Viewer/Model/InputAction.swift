import Media

/// Everything a user can do, by key, pointer or script.
public enum InputAction: Equatable, Sendable {
  case togglePlay
  case step(Int)
  case seek(Int)
  case toStart
  case toEnd
  case faster
  case slower
  case toggleLoop
  case sample(Int)
  case toggleOverlays
  case toggleDrift
  case toggleContacts
  case nextDifference
  case difference(DifferenceMode)
  case nextLayout
  case layout(ViewLayout)
  /// Moves the wipe's line to a share of the image's width.
  case wipe(Float)
  case toggleSmoothing
  case nextTheme
  case theme(Theme)
  case zoom(factor: Float, around: SIMD2<Float>)
  case pan(SIMD2<Float>)
  case resetZoom
  case selectRun(ListedRun.ID)
  /// Opens the run so many places on in the list as it is ordered.
  case nextRun(Int)
  /// Sets a run of the list beside the one shown; the next of the list; none.
  case beside(ListedRun.ID)
  case nextBeside
  case alone
  case filterRuns(String)
  case orderRuns(RunOrder)
  /// Marks a point of a camera's picture (shares of it), or takes the mark away.
  case mark(camera: Int, SIMD2<Float>)
  case unmark
  /// Turns, shifts and nears the view of the space, in shares of its height.
  case orbit(SIMD2<Float>)
  case shift(SIMD2<Float>)
  case approach(Float)
  /// Puts the command line that shows this into the clipboard.
  case copyCommand
  /// Saves the panes of every frame as a film.
  case film(FilmKind)
  case screenshot
  case toggleHelp
  /// Closes the help, or else the window.
  case dismiss
  case quit

  /// Reads a line of a script: `play`, `step 3`, `seek 12`, `sample 2` (from 1), `run ID`, `quit`.
  public init?(parsing line: String) {
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first, words.count <= 2 else { return nil }
    let argument = words.count == 2 ? words[1] : nil
    if let argument, let action = Self.withArgument(name, argument) {
      self = action
    } else if argument == nil, let action = Self.named[name] {
      self = action
    } else {
      return nil
    }
  }

  private static func withArgument(_ name: String, _ argument: String) -> InputAction? {
    if name == "run" { return .selectRun(argument) }
    if name == "beside" { return .beside(argument) }
    if name == "filter" { return .filterRuns(argument) }
    if name == "order" { return RunOrder(rawValue: argument).map { .orderRuns($0) } }
    if name == "theme" { return Theme(rawValue: argument).map { .theme($0) } }
    if name == "film" { return FilmKind(rawValue: argument).map { .film($0) } }
    if name == "layout" { return ViewLayout(rawValue: argument).map { .layout($0) } }
    guard let number = Int(argument) else { return nil }
    switch name {
    case "step": return .step(number)
    case "seek": return .seek(number)
    case "sample": return number > 0 ? .sample(number - 1) : nil
    default: return nil
    }
  }

  private static let named: [String: InputAction] = [
    "play": .togglePlay, "forward": .step(1), "back": .step(-1), "start": .toStart, "end": .toEnd,
    "faster": .faster, "slower": .slower, "loop": .toggleLoop, "overlays": .toggleOverlays,
    "difference": .nextDifference, "smooth": .toggleSmoothing, "screenshot": .screenshot, "help": .toggleHelp,
    "unzoom": .resetZoom, "theme": .nextTheme, "drift": .toggleDrift, "contacts": .toggleContacts,
    "beside": .nextBeside, "alone": .alone, "quit": .quit, "view": .nextLayout,
    "unmark": .unmark,
    "copy": .copyCommand, "next": .nextRun(1), "previous": .nextRun(-1),
  ]
}
