import Media

/// One picture of the grid: a camera's truth, prediction or difference.
struct Pane: Hashable {
  enum Kind: Hashable, CaseIterable { case truth, prediction, difference }
  let camera: Int
  let kind: Kind
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
