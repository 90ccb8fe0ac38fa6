import Scoring

/// What a session asks of the model's thread.
enum ModelOrder: Sendable {
  /// Another branch leaves `parent` after this frame.
  case fork(branch: Int, parent: Int, frame: Int)
  /// The actions of a branch so far, from the last given frame's on.
  case drive(branch: Int, actions: [[Float]])
  /// From now on an answer should take no longer than this many seconds; nil: as long as it takes.
  case hurry(Double?)
  /// What the simulator shows at a frame, to hold the prediction against.
  case judge(branch: Int, frame: Int, moment: Truth)
  /// Makes a frame again; the actions are those of `drive`.
  case show(branch: Int, frame: Int, actions: [[Float]])
  /// Gives the frames of a branch's whole chunks, from the one that begins at or before a frame: a clip a camera.
  case recall(branch: Int, from: Int, answer: @Sendable ([Clip]) throws -> Void)

  /// The branch whose actions it tells; nil where it tells none.
  var drivenBranch: Int? {
    if case .drive(let branch, _) = self { branch } else { nil }
  }

  /// Whether later orders rely on everything before it.
  var isTurn: Bool {
    switch self {
    case .fork, .show, .recall: true
    case .drive, .judge, .hurry: false
    }
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
