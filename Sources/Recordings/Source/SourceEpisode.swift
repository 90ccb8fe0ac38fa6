/// One episode as its recording holds it: rows of numbers, and where the pictures are. Nothing is checked yet.
public struct SourceEpisode: Sendable {
  public var key: EpisodeKey
  /// What was to be done, in the recording's words; empty where it does not say.
  public var task = ""
  /// Seconds of each row; nil where only the videos tell the time.
  public var times: [Double]?
  /// N × A; nil where no actions were recorded, which are then derived from the next state.
  public var actions: [[Float]]?
  /// True where the last of them was not recorded but repeats the one before, for the last state's picture.
  public var lastActionIsMade = false
  /// N × S; empty where no states were recorded.
  public var states: [[Float]] = []
  /// By camera.
  public var pictures: [String: PictureSource] = [:]
  /// Row by row, what the recording says it has; nil where it does not say.
  public var claimedRows: Int?

  public init(key: EpisodeKey) { self.key = key }

  public var rows: Int { actions?.count ?? states.count }
}

/// What a recording says about itself, before any episode is read.
public struct RecordingFacts: Sendable {
  public var robot = ""
  /// Rows a second; nil where only the videos tell.
  public var rate: Double?
  public var cameras: [String] = []
  /// Those of them that fewer than half of the episodes have: left out unless they are asked for.
  public var rareCameras: [String] = []
  public var actionNames: [String] = []
  public var stateNames: [String] = []
  /// What the format's convention says about its actions; the data decide where it is nil.
  public var convention: ActionConvention?
  /// How many episodes the recording speaks of; nil where it does not.
  public var promised: Int?
  /// The numbers of those it speaks of that are not there.
  public var absent: [Int] = []
  /// What is odd about the recording as a whole.
  public var problems: [DataProblem] = []

  public init() {}
}
