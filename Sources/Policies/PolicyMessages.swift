/// What a policy is told before anything else, as one line of JSON.
public struct PolicyGreeting: Codable, Sendable {
  /// Raised whenever the messages change their meaning.
  public static let version = 1

  public struct Action: Codable, Sendable {
    public var name: String
    public var unit: String
    /// Targets beyond these limits are clamped.
    public var lower: Double?
    public var upper: Double?

    public init(name: String, unit: String, lower: Double?, upper: Double?) {
      (self.name, self.unit, self.lower, self.upper) = (name, unit, lower, upper)
    }
  }

  public var version = Self.version
  public var task: String
  public var goal: PolicyGoal?
  /// The only source of chance that a policy may use: the same seed must give the same answers.
  public var seed: UInt64
  /// Frames and actions a second.
  public var rate: Double
  /// Actions an answer; frames from the second request on.
  public var chunk: Int
  /// Frames before the first action is chosen, and after it.
  public var context: Int
  public var horizon: Int
  public var cameras: [String]
  /// Height and width of a frame, pixels.
  public var size: [Int]
  public var actions: [Action]
  /// Names of a tool target's numbers; empty where the robot has no tool that the world can place.
  public var tool: [String]
  /// Objects that the readout looks for.
  public var objects: [String]

  enum CodingKeys: String, CodingKey {
    case version = "orrery_policy"
    case task, goal, seed, rate, chunk, context, horizon, cameras, size, actions, tool, objects
  }

  public init(
    task: String, goal: PolicyGoal?, seed: UInt64, rate: Double, chunk: Int, context: Int, horizon: Int,
    cameras: [String], size: [Int], actions: [Action], tool: [String], objects: [String]
  ) {
    (self.task, self.goal, self.seed, self.rate, self.chunk) = (task, goal, seed, rate, chunk)
    (self.context, self.horizon, self.cameras, self.size) = (context, horizon, cameras, size)
    (self.actions, self.tool, self.objects) = (actions, tool, objects)
  }
}

/// What a policy answers to the greeting.
public struct PolicyHandshake: Codable, Sendable {
  public enum Observation: String, Codable, Sendable, CaseIterable { case frames, objects }
  public enum Actions: String, Codable, Sendable, CaseIterable { case joints, tool }

  public var version: Int
  public var observe: [String]
  public var actions: String

  enum CodingKeys: String, CodingKey {
    case version = "orrery_policy"
    case observe, actions
  }
}

/// The line of one request; the frames' bytes and the targets follow it.
struct PolicyRequest: Encodable {
  var step: Int
  /// The newest frame's number in the episode.
  var frame: Int
  /// (T, V, H, W, 3) bytes follow; absent where the policy does not look at frames.
  var frames: [Int]?
  /// (T, A) little-endian float32 follow.
  var targets: [Int]
  /// Where the readout finds each object in the newest frame, metres; null where it finds none.
  var objects: [String: [Double]?]?
  /// The tool's place that follows from the newest targets.
  var tool: [Double]?
}

/// The line of one answer; count × width little-endian float32 follow it.
struct PolicyAnswer: Decodable {
  var actions: [Int]
}
