import Media

/// Everything the window remembers, changed only by `apply` and `advance`.
struct ViewerState {
  /// What the window itself has to do after an action.
  enum Effect: Equatable {
    case quit
    case screenshot
    case load(ListedRun.ID)
    case loadBeside(ListedRun.ID)
    case copy
    case drive
    case film(FilmKind)
  }

  /// A point of a camera's picture, in shares of it.
  struct Mark: Equatable {
    var camera: Int
    var place: SIMD2<Float>
  }

  private(set) var source: (any FrameSource)?
  /// Counts the sources shown so far: another number is another source.
  private(set) var generation = 0
  var playhead = Playhead(frameCount: 1, rate: 10)
  var sample = 0
  var details = SourceDetails()
  private(set) var showsOverlays = true
  private(set) var showsDrift = false
  private(set) var showsContacts = false
  /// The run set beside the one shown.
  var beside: Beside?
  private(set) var difference = DifferenceMode.magnitude
  private(set) var isSmooth = true
  var zoom = Zoom()
  private(set) var showsHelp = false
  private(set) var theme: Theme
  var layout = ViewLayout.comparison
  /// Where the wipe's line stands, as a share of the image's width.
  var wipe: Float = 0.5
  /// Seconds that the blinking layout has been blinking.
  var blinked = 0.0

  /// Seconds that truth and prediction are shown for in turns.
  static let blinkTime = 0.5

  /// Whether it is truth's turn.
  var blinksTruth: Bool { layout == .blink && Int(blinked / Self.blinkTime) % 2 == 1 }

  /// Seconds until something changes by itself; nil where nothing does.
  var untilNextChange: Double? {
    let blink = layout == .blink ? Self.blinkTime - blinked.truncatingRemainder(dividingBy: Self.blinkTime) : nil
    return [playhead.untilNextFrame, message?.secondsLeft, blink].compactMap { $0 }.min()
  }

  var mark: Mark?
  var orbit = Orbit()
  /// How many plots were passed by `nextPlots`.
  var plotsPassed = 0
  var list = RunList()
  var selectedRun: ListedRun.ID?
  /// The run that was asked for last, which may not have opened: going on in the list sets out from it.
  var askedRun: ListedRun.ID?
  /// The only camera that is shown; nil: all of them.
  var camera: Int?
  /// The command line that shows a run of the list.
  var commandOfRun: (ListedRun.ID) -> String = { "orrery view \($0)" }
  /// Whether there is a list of runs at all.
  var listsRuns = false
  var message: Message?

  init(theme: Theme = .dark) { self.theme = theme }

  /// Shows another source. How it is looked at stays: speed, sample, overlays, and the frame where it exists.
  mutating func show(_ source: any FrameSource) {
    var next = Playhead(frameCount: source.frameCount, rate: source.rate)
    if self.source != nil { next.resume(from: playhead) }
    playhead = next
    sample = min(sample, max(0, source.sampleCount - 1))
    self.source = source
    details = SourceDetails(of: source, sample: sample)
    if let camera, !source.cameras.indices.contains(camera) { self.camera = nil }
    if let mark, !source.cameras.indices.contains(mark.camera) { self.mark = nil }
    generation += 1
    if let beside { self.beside = Beside(beside.id, beside.source, generation: beside.generation, shown: source) }
  }

  /// Lets real time pass; true where the picture changes.
  mutating func advance(by seconds: Double) -> Bool {
    let moved = playhead.advance(by: seconds)
    let ended = message?.isOver ?? false
    if ended { message = nil }
    let turn = blinksTruth
    if layout == .blink { blinked += seconds }
    return moved || ended || turn != blinksTruth
  }

  mutating func apply(_ action: InputAction) -> Effect? {
    switch action {
    case .quit: return .quit
    case .dismiss where !showsHelp: return .quit
    case .screenshot: return .screenshot
    case .selectRun(let id): return .load(id)
    case .nextRun(let places): return list.neighbour(of: askedRun ?? selectedRun, places).map(Effect.load)
    case .copyCommand: return .copy
    case .driveOn: return .drive
    case .film(let kind): return .film(kind)
    case .filterRuns, .orderRuns: list.apply(action)
    case .scoreRuns(let name): choose(score: name)
    case .suite: return choose(suite: action)
    case .camera(let wanted): choose(camera: wanted)
    case .nextCamera: showNextCamera()
    case .mark, .unmark: setMark(action)
    case .orbit, .shift, .approach: orbit.apply(action)
    case .dismiss, .toggleHelp: showsHelp.toggle()
    case .sample(let number): choose(sample: number)
    case .toggleOverlays: showsOverlays.toggle()
    case .toggleDrift: showsDrift.toggle()
    case .toggleContacts: showsContacts.toggle()
    case .beside(let id): return .loadBeside(id)
    case .nextBeside: return nextBeside.map(Effect.loadBeside)
    case .alone: standAlone()
    case .nextTheme: theme = theme.other
    case .theme(let wanted): theme = wanted
    case .nextDifference: difference = difference.next
    case .difference(let wanted): difference = wanted
    case .toggleSmoothing: isSmooth.toggle()
    case .zoom(let factor, let place): zoom.magnify(by: factor, around: place)
    case .pan(let offset): zoom.move(by: offset)
    case .resetZoom: zoom = Zoom()
    case .nextLayout:
      layout = layout.next(
        samples: source?.sampleCount ?? 0, hasSpace: !details.spacePaths.isEmpty,
        hasChannels: source?.hasChannels ?? false, isPaired: beside != nil)
    case .layout(let wanted): layout = wanted
    case .wipe(let place): wipe = min(max(place, 0), 1)
    case .nudge, .near, .nextPlots, .nextOrder: steer(action)
    default: move(action)
    }
    return nil
  }
}

extension DifferenceMode {
  var next: DifferenceMode {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
