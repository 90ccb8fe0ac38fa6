import Media

/// What the driving window shows at one moment: a model's pictures, a simulator's, and how they compare.
public struct DriveView: Sendable {
  public enum Mode: Sendable { case driving, paused, looking }

  /// One way that was driven.
  public struct Branch: Sendable, Equatable {
    public var id: Int
    public var parent: Int?
    /// Its first and last own frame.
    public var start: Int
    public var end: Int
    public var isCurrent: Bool

    public init(id: Int, parent: Int?, start: Int, end: Int, isCurrent: Bool) {
      (self.id, self.parent, self.start, self.end, self.isCurrent) = (id, parent, start, end, isCurrent)
    }
  }

  public var title = ""
  public var cameras: [String] = []
  /// Frames a second.
  public var rate = 10.0
  /// Frames that the model was given.
  public var given = 0
  public var mode = Mode.driving
  public var driver = "hand"
  /// The moment that the robot is at.
  public var frame = 0
  /// The moments that `truth` and `predicted` show.
  public var truthFrame = 0
  public var predictedFrame = 0
  public var branch = 0
  /// One picture a camera; `predicted` is empty before the model's first answer.
  public var truth: [Image] = []
  public var predicted: [Image] = []
  /// What the panes that compare show: one moment, in both sides' pictures; nil before there is one.
  public var compared: (frame: Int, truth: [Image], predicted: [Image])?
  /// Names of what the keys ask for now.
  public var keys: [String] = []
  /// Seconds that the model is behind.
  public var lag = 0.0
  /// Seconds that its last answer took.
  public var workSeconds = 0.0
  /// By frame from the first predicted one; NaN where there is none.
  public var skills: [Float] = []
  /// Metres.
  public var objectErrors: [Float] = []
  public var skillSecond: Double?
  public var skillAll: Double?
  /// Metres; nil where an object is not seen, and for all where the frame is not scored.
  public var objects: [(name: String, error: Double?)] = []
  public var isScored = true
  public var branches: [Branch] = []
  public var action: [(name: String, unit: String, value: Float, isOutside: Bool)] = []
  public var message: (number: Int, text: String, isError: Bool)?

  public init() {}
}
