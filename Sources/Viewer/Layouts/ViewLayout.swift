/// How truth and predictions are set side by side.
public enum ViewLayout: String, CaseIterable, Sendable {
  /// Truth, prediction, difference.
  case comparison
  /// Truth, and every sample.
  case samples
  /// Truth, the samples' mean, and how far they spread.
  case ensemble
  /// Truth left of a line, the prediction right of it.
  case wipe
  /// Truth and prediction in turns.
  case blink
  /// Truth and prediction, each over what went before.
  case onion
  /// Truth, its depth and its segmentation.
  case channels
  /// Two runs in step.
  case pair
  /// Cameras, objects and what the cameras saw, in space.
  case space

  var title: String {
    switch self {
    case .comparison: "Side by side"
    case .samples: "All samples"
    case .ensemble: "Mean and spread"
    case .wipe: "Wipe"
    case .blink: "Blink"
    case .onion: "Onion skin"
    case .channels: "Depth, segments"
    case .pair: "Two runs"
    case .space: "In space"
    }
  }

  /// The next one that shows something of a source with so many samples.
  func next(
    samples: Int, hasSpace: Bool = false, hasChannels: Bool = false, isPaired: Bool = false
  ) -> ViewLayout {
    let all = Self.allCases.filter {
      $0.isUseful(samples: samples, hasSpace: hasSpace, hasChannels: hasChannels, isPaired: isPaired)
    }
    guard let place = all.firstIndex(of: self) else { return all.first ?? .comparison }
    return all[(place + 1) % all.count]
  }

  func isUseful(samples: Int, hasSpace: Bool, hasChannels: Bool, isPaired: Bool = false) -> Bool {
    switch self {
    case .channels: hasChannels
    case .space: hasSpace
    case .pair: isPaired
    case .comparison, .onion: true
    case .samples, .ensemble: samples > 1
    case .wipe, .blink: samples > 0
    }
  }

  /// The panes of a camera, in their order.
  func kinds(samples: Int, beside: Beside? = nil) -> [Pane.Kind] {
    if self == .pair, let beside { return pair(samples: samples, beside) }
    guard samples > 0 || self == .channels else { return self == .onion ? [.truthOnion] : [.truth] }
    switch self {
    case .channels: return [.truth, .depth, .segments]
    case .comparison, .pair: return [.truth, .prediction, .difference]
    case .space: return [.truth, .prediction]
    case .samples: return [.truth] + (0..<samples).map { .sample($0) }
    case .ensemble: return [.truth, .mean, .spread]
    case .wipe: return [.wipe]
    case .blink: return [.blink]
    case .onion: return [.truthOnion, .predictionOnion]
    }
  }

  private func pair(samples: Int, _ beside: Beside) -> [Pane.Kind] {
    let own: [Pane.Kind] = samples > 0 ? [.truth, .prediction] : [.truth]
    return own + (beside.sharesTruth ? [] : [.otherTruth]) + (beside.source.sampleCount > 0 ? [.otherPrediction] : [])
  }
}
