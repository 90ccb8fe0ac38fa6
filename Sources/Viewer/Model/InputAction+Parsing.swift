import Media

extension InputAction {
  /// Reads a line of a script: `play`, `seek 12`, `sample 2` (from 1), `run ID`, `mark 1 .4 .6`.
  public init?(parsing line: String) {
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first else { return nil }
    let found =
      switch words.count {
      case 1: Self.named[name]
      case 2: Self.withWord(name, words[1]) ?? Self.withNumbers(name, [words[1]])
      case 3... where name == "filter": InputAction.filterRuns(words.dropFirst().joined(separator: " "))
      default: Self.withNumbers(name, Array(words.dropFirst()))
      }
    guard let found else { return nil }
    self = found
  }

  private static func withWord(_ name: String, _ argument: String) -> InputAction? {
    switch name {
    case "run": .selectRun(argument)
    case "beside": .beside(argument)
    case "filter": .filterRuns(argument)
    case "order": RunOrder(rawValue: argument).map { .orderRuns($0) }
    case "score": .scoreRuns(argument)
    case "suite": .suite(argument == "none" ? nil : argument)
    case "theme": Theme(rawValue: argument).map { .theme($0) }
    case "film": FilmKind(rawValue: argument).map { .film($0) }
    case "layout": ViewLayout(rawValue: argument).map { .layout($0) }
    case "difference": DifferenceMode(rawValue: argument).map { .difference($0) }
    default: nil
    }
  }

  /// Cameras and samples count from 1, places are shares of a picture.
  private static func withNumbers(_ name: String, _ words: [String]) -> InputAction? {
    let numbers = words.compactMap { Float($0) }.filter(\.isFinite)
    guard numbers.count == words.count else { return nil }
    let whole = words.first.flatMap { Int($0) }
    switch (name, numbers.count) {
    case ("step", 1): return whole.map { .step($0) }
    case ("seek", 1): return whole.map { .seek($0) }
    case ("sample", 1): return whole.flatMap { $0 > 0 ? .sample($0 - 1) : nil }
    case ("camera", 1): return whole.flatMap { $0 > 0 ? .camera($0 - 1) : nil }
    case ("mark", 3): return whole.flatMap { $0 > 0 ? .mark(camera: $0 - 1, SIMD2(numbers[1], numbers[2])) : nil }
    case ("nudge", 1): return whole.map { .nudge($0) }
    case ("near", 1): return whole.map { .near($0) }
    case ("wipe", 1): return .wipe(numbers[0])
    case ("zoom", 3): return .zoom(factor: numbers[0], around: SIMD2(numbers[1], numbers[2]))
    case ("pan", 2): return .pan(SIMD2(numbers[0], numbers[1]))
    case ("orbit", 2): return .orbit(SIMD2(numbers[0], numbers[1]))
    case ("shift", 2): return .shift(SIMD2(numbers[0], numbers[1]))
    case ("approach", 1): return numbers[0] > 0 ? .approach(numbers[0]) : nil
    default: return nil
    }
  }

  private static let named: [String: InputAction] = [
    "play": .togglePlay, "forward": .step(1), "back": .step(-1), "start": .toStart, "end": .toEnd,
    "faster": .faster, "slower": .slower, "loop": .toggleLoop, "overlays": .toggleOverlays,
    "difference": .nextDifference, "smooth": .toggleSmoothing, "screenshot": .screenshot, "help": .toggleHelp,
    "unzoom": .resetZoom, "theme": .nextTheme, "drift": .toggleDrift, "contacts": .toggleContacts,
    "beside": .nextBeside, "alone": .alone, "quit": .quit, "view": .nextLayout, "camera": .nextCamera,
    "plots": .nextPlots, "order": .nextOrder, "unmark": .unmark, "drive": .driveOn,
    "copy": .copyCommand, "next": .nextRun(1), "previous": .nextRun(-1),
  ]
}
