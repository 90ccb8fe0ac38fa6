import Scoring

/// What a session asks of the model's thread.
enum ModelOrder: Sendable {
  /// Another branch leaves `parent` after this frame.
  case fork(branch: Int, parent: Int, frame: Int)
  /// The actions of a branch so far, from the last given frame's on; moments of truth by frame, as far as there are any.
  case drive(branch: Int, actions: [[Float]], moments: [Int: Truth])
  /// Makes a frame again; the actions are those of `drive`.
  case show(branch: Int, frame: Int, actions: [[Float]])

  /// The branch whose actions it tells; nil where it tells none.
  var drivenBranch: Int? {
    if case .drive(let branch, _, _) = self { branch } else { nil }
  }
}

/// What the model's thread has made.
struct ModelNews: Sendable {
  var branch: Int
  var frame: Int
  /// A picture of one frame a camera.
  var clips: [Clip]
  /// Seconds that prediction and decoding took.
  var seconds: Double
}
