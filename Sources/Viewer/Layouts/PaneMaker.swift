import Media

/// Makes what the panes of one moment show; draws nothing, so exports use it too.
struct PaneMaker {
  let source: any FrameSource
  let state: ViewerState
  /// The moment; the play head's where nil.
  var frame: Int?

  private var now: Int { frame ?? state.playhead.frame }

  /// Every pane of a camera, with what a pane needs beside it (truth and prediction are always there to be read off).
  func contents(camera: Int) -> [(kind: Pane.Kind, content: PaneContent)] {
    let truth = truth(camera, now)
    var made: [(kind: Pane.Kind, content: PaneContent)] = [(.truth, truth)]
    if state.layout == .channels {
      made.append((.depth, fetch("no depth") { try source.depth(camera: camera, frame: now) }))
      made.append((.segments, fetch("no segmentation") { try segments(camera) }))
    }
    let kinds = state.layout.kinds(samples: source.sampleCount, beside: state.beside)
    for kind in kinds where kind.isOther { made.append((kind, other(kind, camera))) }
    guard source.sampleCount > 0 else {
      if state.layout == .onion { made.append((.truthOnion, onion(truth) { self.truth(camera, $0) })) }
      return made
    }
    let prediction = prediction(camera, now, sample: state.sample)
    made.append((.prediction, prediction))
    let isThere = Set(made.map(\.kind))
    for kind in kinds where !isThere.contains(kind) {
      made.append((kind, content(kind, camera, truth, prediction)))
    }
    return made
  }

  private func content(
    _ kind: Pane.Kind, _ camera: Int, _ truth: PaneContent, _ prediction: PaneContent
  ) -> PaneContent {
    switch kind {
    case .truth, .depth, .segments: return truth
    case .prediction, .wipe: return prediction
    case .difference: return compare(prediction, truth)
    case .sample(let number): return self.prediction(camera, now, sample: number)
    case .mean: return ensemble(camera) { Image.mean($0) }
    case .spread: return ensemble(camera) { Image.spread($0, gain: PaneStore.differenceGain) }
    case .blink: return state.blinksTruth ? truth : prediction
    case .otherTruth, .otherPrediction: return other(kind, camera)
    case .truthOnion: return onion(truth) { self.truth(camera, $0) }
    case .predictionOnion: return onion(prediction) { self.prediction(camera, $0, sample: state.sample) }
    }
  }

  /// What the run beside shows at the same time.
  private func other(_ kind: Pane.Kind, _ camera: Int) -> PaneContent {
    guard let beside = state.beside else { return PaneContent(texture: 0, note: "no run beside") }
    guard let frame = beside.frame(at: now, rate: source.rate) else {
      return PaneContent(texture: 0, note: "this run has ended")
    }
    guard beside.source.cameras.indices.contains(camera) else {
      return PaneContent(texture: 0, note: "this run has no such camera")
    }
    let maker = PaneMaker(source: beside.source, state: state, frame: frame)
    let sample = min(state.sample, beside.source.sampleCount - 1)
    return kind == .otherTruth ? maker.truth(camera, frame) : maker.prediction(camera, frame, sample: sample)
  }

  private func truth(_ camera: Int, _ frame: Int) -> PaneContent {
    fetch("no truth") { try source.truth(camera: camera, frame: frame) }
  }

  private func prediction(_ camera: Int, _ frame: Int, sample: Int) -> PaneContent {
    var content = fetch("no prediction") { try source.prediction(sample: sample, camera: camera, frame: frame) }
    if content.image == nil, frame < source.contextLength {
      content = truth(camera, frame)
      content.isGiven = true
    }
    return content
  }

  private func segments(_ camera: Int) throws -> Image? {
    guard let channels = source as? any ChannelSource else { return try source.segments(camera: camera, frame: now) }
    return try channels.segmentMap(camera: camera, frame: now).map {
      Image($0, names: channels.segmentNames, state.objectColors)
    }
  }

  private func fetch(_ absence: String, _ image: () throws -> Image?) -> PaneContent {
    do {
      let image = try image()
      return PaneContent(texture: 0, image: image, note: image == nil ? absence : nil)
    } catch {
      return PaneContent(texture: 0, note: "\(error)")
    }
  }

  private func compare(_ prediction: PaneContent, _ truth: PaneContent) -> PaneContent {
    guard let a = prediction.image, let b = truth.image else {
      return PaneContent(texture: 0, note: "nothing to compare")
    }
    guard a.width == b.width, a.height == b.height else {
      return PaneContent(texture: 0, note: "the sizes differ: \(a.width)×\(a.height), \(b.width)×\(b.height)")
    }
    return PaneContent(texture: 0, image: a.difference(from: b, mode: state.difference, gain: PaneStore.differenceGain))
  }

  private func ensemble(_ camera: Int, _ combine: ([Image]) -> Image) -> PaneContent {
    let all = (0..<source.sampleCount).map { prediction(camera, now, sample: $0) }
    let images = all.compactMap(\.image)
    guard images.count == all.count, let first = images.first else {
      return PaneContent(texture: 0, note: all.compactMap(\.note).first ?? "no prediction")
    }
    guard images.allSatisfy({ $0.pixels.count == first.pixels.count }) else {
      return PaneContent(texture: 0, note: "the samples' sizes differ")
    }
    return PaneContent(texture: 0, image: combine(images), isGiven: all[0].isGiven)
  }

  private func onion(_ content: PaneContent, _ before: (Int) -> PaneContent) -> PaneContent {
    guard let image = content.image else { return content }
    let earlier = (1...PaneStore.onionDepth).map { now - $0 * PaneStore.onionStep }.filter { $0 >= 0 }
    let images = earlier.compactMap { before($0).image }.filter { $0.pixels.count == image.pixels.count }
    var result = content
    result.image = image.onion(over: images)
    return result
  }
}
