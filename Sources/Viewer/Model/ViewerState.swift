import Media

/// Everything the window remembers, changed only by `apply` and `advance`.
struct ViewerState {
  /// What the window itself has to do after an action.
  enum Effect: Equatable {
    case quit
    case screenshot
    case load(ListedRun.ID)
  }

  private(set) var source: (any FrameSource)?
  /// Counts the sources shown so far: another number is another source.
  private(set) var generation = 0
  private(set) var playhead = Playhead(frameCount: 1, rate: 10)
  private(set) var sample = 0
  private(set) var details = SourceDetails()
  private(set) var showsOverlays = true
  private(set) var difference = DifferenceMode.magnitude
  private(set) var isSmooth = true
  private(set) var zoom = Zoom()
  private(set) var showsHelp = false
  private(set) var layout = ViewLayout.comparison
  /// Where the wipe's line stands, as a share of the image's width.
  private(set) var wipe: Float = 0.5
  /// Seconds that the blinking layout has been blinking.
  private var blinked = 0.0

  /// Seconds that truth and prediction are shown for in turns.
  static let blinkTime = 0.5

  /// Whether it is truth's turn.
  var blinksTruth: Bool { layout == .blink && Int(blinked / Self.blinkTime) % 2 == 1 }

  /// Seconds until something changes by itself; nil where nothing does.
  var untilNextChange: Double? {
    let blink = layout == .blink ? Self.blinkTime - blinked.truncatingRemainder(dividingBy: Self.blinkTime) : nil
    return [playhead.untilNextFrame, message?.secondsLeft, blink].compactMap { $0 }.min()
  }

  var runs: [ListedRun] = []
  var selectedRun: ListedRun.ID?
  /// Whether there is a list of runs at all.
  var listsRuns = false
  var message: Message?

  /// Shows another source. How it is looked at stays: speed, sample, overlays, and the frame where it exists.
  mutating func show(_ source: any FrameSource) {
    var next = Playhead(frameCount: source.frameCount, rate: source.rate)
    if self.source != nil { next.resume(from: playhead) }
    playhead = next
    sample = min(sample, max(0, source.sampleCount - 1))
    self.source = source
    details = SourceDetails(of: source, sample: sample)
    generation += 1
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
    case .dismiss, .toggleHelp: showsHelp.toggle()
    case .sample(let number): choose(sample: number)
    case .toggleOverlays: showsOverlays.toggle()
    case .nextDifference: difference = difference.next
    case .toggleSmoothing: isSmooth.toggle()
    case .zoom(let factor, let place): zoom.magnify(by: factor, around: place)
    case .pan(let offset): zoom.move(by: offset)
    case .resetZoom: zoom = Zoom()
    case .nextLayout: layout = layout.next(samples: source?.sampleCount ?? 0)
    case .layout(let wanted): layout = wanted
    case .wipe(let place): wipe = min(max(place, 0), 1)
    default: move(action)
    }
    return nil
  }

  private mutating func choose(sample number: Int) {
    guard let source, (0..<source.sampleCount).contains(number), number != sample else { return }
    sample = number
    details = SourceDetails(of: source, sample: number)
  }

  private mutating func move(_ action: InputAction) {
    switch action {
    case .togglePlay: playhead.togglePlay()
    case .step(let count): playhead.step(count)
    case .seek(let frame): playhead.seek(frame)
    case .toStart: playhead.seek(0)
    case .toEnd: playhead.seek(playhead.lastFrame)
    case .faster: playhead.changeSpeed(by: 1)
    case .slower: playhead.changeSpeed(by: -1)
    case .toggleLoop: playhead.loops.toggle()
    default: break
    }
  }
}

extension DifferenceMode {
  var next: DifferenceMode {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
