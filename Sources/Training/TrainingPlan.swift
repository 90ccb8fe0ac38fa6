import Configuration
import Diagnostics
import Foundation
import WorldModel

/// What every training has in common; one YAML file describes it whole.
public struct TrainingPlan: Sendable {
  public static let schemaVersion = 1

  /// The file it was read from, for messages.
  var place: String
  /// Data sets to learn from, and held-out ones for the curve and the choice of checkpoint.
  public var data: [URL]
  public var validation: [URL]
  public var cameras: [String]
  /// Where the state, the curve and the checkpoint go.
  public var out: URL
  /// A checkpoint folder whose weights to begin from; nil: from the seed.
  public var start: URL?
  public var seed: UInt64
  public var steps: Int
  public var batch: Int
  /// Peak learning rate, and the steps it takes to reach it.
  public var rate: Double
  public var warmup: Int
  public var usesMuon: Bool
  public var weightDecay: Double
  /// Of the moving average that becomes the checkpoint.
  public var averageDecay: Double
  public var gradientLimit: Double
  public var validateEvery: Int
  /// The most work that a crash can cost.
  public var stateEveryMinutes: Double
  /// Stops here with the state written, as if interrupted; nil: goes to the end.
  public var stopAfter: Int?

  static let keys = [
    "schema", "data", "validation", "cameras", "out", "start", "seed", "steps", "batch", "rate", "warmup", "muon",
    "weight_decay", "average_decay", "gradient_limit", "validate_every", "state_every_minutes",
  ]

  init(_ root: SettingsNode) throws {
    place = root.place
    try root.requireVersion(Self.schemaVersion, under: "schema")
    data = try root.required("data").list(count: 1...1000).map { try $0.url() }
    validation = try root.required("validation").list(count: 1...1000).map { try $0.url() }
    cameras = try root.required("cameras").list(count: 1...64).map { try $0.string() }
    out = try root.required("out").url()
    start = try root.optional("start")?.url()
    seed = try root.required("seed").seed()
    steps = try root.required("steps").int(in: 1...100_000_000)
    batch = try root.required("batch").int(in: 1...4096)
    rate = try root.required("rate").double(in: 0...1)
    warmup = try root.optional("warmup")?.int(in: 1...1_000_000) ?? 200
    usesMuon = try root.optional("muon")?.bool() ?? true
    weightDecay = try root.optional("weight_decay")?.double(in: 0...1) ?? 0.01
    averageDecay = try root.optional("average_decay")?.double(in: 0...0.99999) ?? 0.999
    gradientLimit = try root.optional("gradient_limit")?.double(in: 0.001...1e6) ?? 1
    validateEvery = try root.optional("validate_every")?.int(in: 1...1_000_000) ?? 500
    stateEveryMinutes = try root.optional("state_every_minutes")?.double(in: 0.01...1440) ?? 3
  }
}

extension TrainingPlan {
  var otherStart: UserError {
    UserError(
      "the model in `start` has another shape than `model`", at: place,
      fix: "Copy the shape from its model.yaml, or start from nothing")
  }
}

/// Training of the compressor.
public struct CompressorPlan: Sendable {
  public var common: TrainingPlan
  public var model: CompressorConfiguration
  /// Frames of a clip: 1 + 4k.
  public var clip: Int
  /// Spread of the noise on latents, which makes them robust.
  public var latentNoise: Double

  public init(file: URL) throws {
    let root = try SettingsNode(file: file)
    try root.allowOnly(TrainingPlan.keys + ["model", "clip", "latent_noise"])
    common = try TrainingPlan(root)
    model = try CompressorConfiguration(try root.required("model"))
    clip = try root.optional("clip")?.int(in: 1...1025) ?? 9
    if (clip - 1) % model.group != 0, let node = try root.optional("clip") {
      throw node.error("is \(clip)", fix: "Use 1 + \(model.group) k frames")
    }
    latentNoise = try root.optional("latent_noise")?.double(in: 0...10) ?? 0.05
  }
}

/// Training of the dynamics network on a compressor's latents.
public struct DynamicsPlan: Sendable {
  public var common: TrainingPlan
  public var model: DynamicsConfiguration
  public var compressor: URL
  /// Latent frames of a training window.
  public var window: Int
  /// Mean share of frames that are shown nearly clean.
  public var clean: Double
  /// Weight of those frames' error; 1: as any frame's.
  public var cleanWeight: Double
  /// Mean of the other frames' log-odds of noise: higher asks more of the past and less of the frame itself.
  public var levelMean: Double
  /// Share of latent frames whose actions are not told, and of steps without the causal mask.
  public var untold: Double
  public var open: Double
  /// Share of steps that show each frame noisy beside a clean past, as sampling does; the others show a clip whose
  /// frames are all noisy to their own degree.
  public var paired: Double
  /// Weight of cells that hold what the robot moves, and its hand, where the data say where those are; 1: as any.
  public var motionWeight: Double
  /// Weight of cells that an object is moving through.
  public var objectWeight: Double
  /// Each window is the one of so many drawn in which most moves, by these weights.
  public var liveliestOf: Int
  /// Share of paired steps whose past is the network's own prediction of it.
  public var ownPast: Double
  /// Share of the tokens that most steps show, the liveliest first; 1: all of them.
  public var tokens: Double
  /// First frames from which each episode is cut into groups: more of them show more alignments.
  public var phases: [Int]

  public init(file: URL) throws {
    let root = try SettingsNode(file: file)
    try root.allowOnly(
      TrainingPlan.keys + [
        "model", "compressor", "window", "clean", "clean_weight", "level_mean", "untold", "open", "paired",
        "motion_weight", "object_weight", "liveliest_of", "own_past", "tokens", "phases",
      ])
    common = try TrainingPlan(root)
    model = try DynamicsConfiguration(try root.required("model"))
    compressor = try root.required("compressor").url()
    window = try root.optional("window")?.int(in: 2...4096) ?? 9
    clean = try root.optional("clean")?.double(in: 0...0.5) ?? 0.4
    cleanWeight = try root.optional("clean_weight")?.double(in: 0...1) ?? 0
    levelMean = try root.optional("level_mean")?.double(in: -5...5) ?? 1
    untold = try root.optional("untold")?.double(in: 0...1) ?? 0.1
    open = try root.optional("open")?.double(in: 0...1) ?? 0.05
    paired = try root.optional("paired")?.double(in: 0...1) ?? 0.8
    motionWeight = try root.optional("motion_weight")?.double(in: 1...100) ?? 4
    objectWeight = try root.optional("object_weight")?.double(in: 1...1000) ?? max(16, motionWeight)
    liveliestOf = try root.optional("liveliest_of")?.int(in: 1...100) ?? 1
    ownPast = try root.optional("own_past")?.double(in: 0...1) ?? 0
    tokens = try root.optional("tokens")?.double(in: 0.05...1) ?? 1
    phases = try root.optional("phases")?.list(count: 1...64).map { try $0.int(in: 0...1000) } ?? [0]
  }
}
