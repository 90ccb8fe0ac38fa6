import Media

/// All that a window shows of a session at one moment.
public struct PlayView: Sendable {
  public enum Mode: Sendable, Equatable {
    case driving
    case paused
    /// An earlier moment is looked at.
    case looking
  }

  public var title: String
  public var cameras: [String]
  /// Frames a second.
  public var rate: Double
  /// Frames that were given.
  public var given: Int
  public var mode: Mode
  /// Who drives: `hand`, or a policy's name.
  public var driver: String
  /// The moment that the robot is at.
  public var frame: Int
  /// The moments that the simulator's pictures show, and the model's: either may lag behind.
  public var truthFrame: Int
  public var predictedFrame: Int
  public var branch: Int
  public var truth: [Image]
  /// Empty before the model's first answer.
  public var predicted: [Image]
  /// What can be laid over each other; nil before there is a moment that both sides have shown.
  public var compared: SameMoment?
  /// The keys that drive now.
  public var keys: [DriveKey]
  /// Seconds that the model is behind the simulator: 0 where it keeps pace.
  public var lag: Double
  /// Seconds that its last answer took.
  public var workSeconds: Double
  /// Skill by frame, from the first predicted one; nil where nothing had moved, no answer came in time, or truth was not
  /// drawn.
  public var skills: [Double?]
  /// Mean distance of the objects by frame, metres.
  public var objectErrors: [Double?]
  /// Over the newest second, and over the whole branch.
  public var skillSecond: Double?
  public var skillAll: Double?
  /// Each object's distance now, metres; nil where two views do not show it, and for all of them where this frame is not
  /// scored.
  public var objects: [(name: String, error: Double?)]
  public var isScored = false
  public var branches: [BranchLine]
  /// Action dimensions that are outside what the model was trained on.
  public var outside: [String]
  /// The newest action, by dimension.
  public var action: [(name: String, unit: String, value: Float)]
  /// What is to be said, if anything; another number is another message.
  public var message: PlayMessage?
}

/// News for whoever drives.
public struct PlayMessage: Equatable, Sendable {
  public var number: Int
  public var text: String
  public var isError: Bool
}
