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
  }

  let camera: Int
  let kind: Kind
}

extension Pane.Kind {
  /// Whether what it shows stems from the model.
  var isPredicted: Bool {
    switch self {
    case .truth, .truthOnion, .depth, .segments: false
    default: true
    }
  }

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
