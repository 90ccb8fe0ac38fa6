import Media

/// One picture of the grid: what is shown of a camera.
struct Pane: Hashable {
  enum Kind: Hashable {
    case truth, prediction, difference
    /// Of truth.
    case depth, segments
    case sample(Int)
    /// Of all samples.
    case mean, spread
    /// Truth and prediction in one picture.
    case wipe, blink
    case truthOnion, predictionOnion
    /// Of the run beside.
    case otherTruth, otherPrediction
  }

  let camera: Int
  let kind: Kind
}

extension Pane.Kind {
  /// Whether what it shows stems from the model.
  var isPredicted: Bool {
    switch self {
    case .truth, .truthOnion, .depth, .segments, .otherTruth: false
    default: true
    }
  }

  /// Whether it belongs to the run beside.
  var isOther: Bool { self == .otherTruth || self == .otherPrediction }

  /// Whether it shows the truth of the run shown.
  var showsTruth: Bool { [.truth, .truthOnion, .wipe, .blink].contains(self) }

  /// Whether objects' paths can be drawn over it.
  var hasPaths: Bool { self != .spread }
}

/// What a pane shows at the moment.
struct PaneContent {
  var texture: UInt32
  var image: Image?
  /// What is said where there is no image.
  var note: String?
  /// Whether the image stems from the truth because the model was given this frame.
  var isGiven = false
}
