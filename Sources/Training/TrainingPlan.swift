import Configuration
import Diagnostics
import Foundation

/// What every training has in common; one YAML file describes it whole.
public struct TrainingPlan: Sendable {
  public static let schemaVersion = 1

  /// The file it was read from, for messages.
  var place: String
  /// Data sets to learn from, and held-out ones for the curve and the choice of the best checkpoint.
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
