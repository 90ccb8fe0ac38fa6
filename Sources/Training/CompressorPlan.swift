import Configuration
import Diagnostics
import Foundation
import WorldModel

/// Training of the compressor.
public struct CompressorPlan: Sendable {
  public var common: TrainingPlan
  public var model: CompressorConfiguration
  /// Frames of a clip: 1 + 4k.
  public var clip: Int
  /// Spread of the noise on latents, which makes them robust.
  public var latentNoise: Double
  /// Share of steps whose latents are moved and have to show the moved picture (`PictureMove`).
  public var movedShare: Double
  /// Data sets whose latents stay where `start` has them, and how strongly they are held.
  public var anchored: [URL]
  public var anchorWeight: Double

  /// What the squared error weighs beside the absolute one: PSNR is of the former, which a few large errors make.
  public var squaredWeight: Double
  /// What the squared error weighs where something moves, against 1 elsewhere (`PixelWeights`).
  public var motionWeight: Double

  /// Whether the encoder stays as `start` has it, so that models trained on its latents stay good.
  public var holdsEncoder: Bool

  /// Models whose predictions the decoder learns to show, and the share of steps that are of those.
  public var predictions: [PredictionPlan]
  public var predictedShare: Double
  /// What the errors of predictions weigh where something moves.
  public var predictedMotionWeight: Double
  /// What the squared error of predictions weighs beside the absolute one.
  public var predictedSquaredWeight: Double
  /// What it weighs that a critic tells predictions from recorded frames (`Critic`); 0 for none.
  public var criticWeight: Double

  static let keys =
    TrainingPlan.keys + [
      "model", "clip", "latent_noise", "moved_share", "anchored", "anchor_weight", "hold_encoder", "squared_weight",
      "motion_weight", "predictions", "predicted_share", "predicted_motion_weight", "predicted_squared_weight",
      "critic_weight",
    ]

  public init(file: URL) throws {
    let root = try SettingsNode(file: file)
    try root.allowOnly(Self.keys)
    common = try TrainingPlan(root)
    model = try CompressorConfiguration(try root.required("model"))
    clip = try root.optional("clip")?.int(in: 1...1025) ?? 9
    if (clip - 1) % model.group != 0, let node = try root.optional("clip") {
      throw node.error("is \(clip)", fix: "Use 1 + \(model.group) k frames")
    }
    anchored = try root.optional("anchored")?.list(count: 1...1000).map { try $0.url() } ?? []
    anchorWeight = try root.optional("anchor_weight")?.double(in: 1e-6...1000) ?? 0.5
    holdsEncoder = try root.optional("hold_encoder")?.bool() ?? false
    if holdsEncoder, common.start == nil {
      throw try root.required("hold_encoder").error("needs `start`", fix: "Name the compressor whose encoder is held")
    }
    movedShare = try root.optional("moved_share")?.double(in: 0...1) ?? 0
    let known = common.data
    predictions =
      try root.optional("predictions")?.list(count: 1...64).map { try PredictionPlan($0, among: known) } ?? []
    predictedShare = try root.optional("predicted_share")?.double(in: 0.01...1) ?? 0.5
    if !predictions.isEmpty {
      let node = try root.required("predictions")
      guard holdsEncoder else {
        throw node.error("needs `hold_encoder: true`: models know its latents as they are")
      }
      guard clip > model.group else { throw node.error("needs a `clip` of a group at least") }
    }
    squaredWeight = try root.optional("squared_weight")?.double(in: 0...1000) ?? 4
    motionWeight = try root.optional("motion_weight")?.double(in: 1...1000) ?? 1
    predictedMotionWeight = try root.optional("predicted_motion_weight")?.double(in: 1...1000) ?? motionWeight
    predictedSquaredWeight = try root.optional("predicted_squared_weight")?.double(in: 0...1000) ?? 0
    criticWeight = try root.optional("critic_weight")?.double(in: 0...1000) ?? 0
    if criticWeight > 0, !predictions.contains(where: \.isCriticised) {
      throw try root.required("critic_weight").error(
        "needs `predictions` that it looks at", fix: "Name a model without `critic: false`")
    }
    latentNoise = try root.optional("latent_noise")?.double(in: 0...10) ?? 0.05
  }
}
