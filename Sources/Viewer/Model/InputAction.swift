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
  case nextDifference
  case nextLayout
  case layout(ViewLayout)
  /// Moves the wipe's line to a share of the image's width.
  case wipe(Float)
  case toggleSmoothing
  case zoom(factor: Float, around: SIMD2<Float>)
  case pan(SIMD2<Float>)
  case resetZoom
  case selectRun(ListedRun.ID)
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
    "unzoom": .resetZoom, "quit": .quit, "view": .nextLayout,
  ]
}
