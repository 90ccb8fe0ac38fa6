import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

/// The compressor learns to give back what it is shown, through noisy latents: L1 + 4 L2, or what the plan weighs
/// the latter with, in all and where something moves. Of what models predict: L1 alone, unless the plan says otherwise.
public final class CompressorTrainee: Trainee {
  private let plan: CompressorPlan
  private let compressor: Compressor
  private let train, held: FrameStore
  private let anchor: LatentAnchor?
  private let predicted, heldPredicted: PredictedClips?
  private let critic: Critic?

  public init(_ plan: CompressorPlan) throws {
    self.plan = plan
    try ModelSize.require(plan.model, at: plan.common.place)
    if let start = plan.common.start {
      compressor = try ModelFolder(start).loadCompressor(forTraining: true)
    } else {
      let seed = Philox(seed: UInt32(truncatingIfNeeded: plan.common.seed), stream: 1)
      compressor = Compressor(plan.model, random: seed)
    }
    guard compressor.configuration == plan.model else { throw plan.common.otherStart }
    anchor = try LatentAnchor(plan)
    train = try FrameStore(plan.common.data, cameras: plan.common.cameras)
    held = try FrameStore(plan.common.validation, cameras: plan.common.cameras, limit: 40)
    let hash = try plan.common.start.map { try ModelFolder($0).hash() } ?? ""
    let (compressor, common) = (compressor, plan.common)
    func clips(_ plans: [PredictionPlan], of sets: [URL], in store: FrameStore, limit: Int) throws -> PredictedClips? {
      guard !plans.isEmpty else { return nil }
      return try PredictedClips(
        plans, of: sets, in: store, cameras: common.cameras, compressor: compressor, compressorHash: hash,
        seed: common.seed, cache: common.out, limit: limit)
    }
    predicted = try clips(plan.predictions, of: common.data, in: train, limit: .max)
    heldPredicted = try clips(
      plan.predictions.compactMap { try $0.told(common.validation) }, of: common.validation, in: held, limit: 24)
    let seed = Philox(seed: UInt32(truncatingIfNeeded: common.seed), stream: 2)
    critic =
      plan.criticWeight > 0
      ? Critic(compressor, weight: plan.criticWeight, rate: common.rate, random: seed) : nil
  }

  public var parameters: [NamedParameter] {
    plan.holdsEncoder ? compressor.parameters.filter { $0.name.hasPrefix("decoder.") } : compressor.parameters
  }
  public var higherIsBetter: Bool { true }
  public var companions: [any TrainingState] { critic.map { [$0] } ?? [] }
  public var plainNames: [String] { ["encoder.conv_in", "decoder.conv_out"] }

  public func loss(_ random: Philox, _ context: Context) throws -> Variable {
    if let predicted, random.split(3).uniform([1]).floats()[0] < Float(plan.predictedShare) {
      let (latents, video, isCriticised) = try predicted.draw(plan.common.batch, groups: groups, random.split(4))
      let shown = predicted.shown(latents, context)
      let error = predictedError(shown, video)
      guard let critic, isCriticised else { return error }
      return error.adding(critic(shown, video, latents, random.split(7), context))
    }
    let clips = try train.clips(plan.common.batch, length: plan.clip, random.split(0))
    let video = clips.video
    // What is held is not differentiated either, which is half of the work.
    let latents =
      plan.holdsEncoder
      ? Variable(compressor.encodeRaw(Variable(video), Context(context.precision)).value)
      : compressor.encodeRaw(Variable(video), context)
    let isMoved = plan.movedShare > 0 && random.split(5).uniform([1]).floats()[0] < Float(plan.movedShare)
    let move = isMoved ? PictureMove(random.split(6)) : nil
    let (read, truth) = (
      move?.latents(latents.cast(to: .f32)) ?? latents.cast(to: .f32), move?.video(video) ?? video
    )
    let noise = random.split(1).normal(read.shape).affine(scale: Float(plan.latentNoise))
    let shown = compressor.decodeRaw(read.adding(Variable(noise)), context).cast(to: .f32)
    let squared = squaredError(shown, truth, weights(truth, moving: plan.motionWeight))
      .affine(scale: Float(plan.squaredWeight))
    let loss = shown.meanAbsoluteError(truth).adding(squared)
    return anchor?.loss(of: latents, clips, context).map { loss.adding($0) } ?? loss
  }

  private var groups: Int { (plan.clip - 1) / compressor.configuration.group }

  private func predictedError(_ shown: Variable, _ video: Tensor) -> Variable {
    let weights = weights(video, moving: plan.predictedMotionWeight)
    let absolute = weights.map { shown.weightedAbsoluteError(video, weights: $0) } ?? shown.meanAbsoluteError(video)
    guard plan.predictedSquaredWeight > 0 else { return absolute }
    return absolute.adding(squaredError(shown, video, weights).affine(scale: Float(plan.predictedSquaredWeight)))
  }

  private func squaredError(_ shown: Variable, _ video: Tensor, _ weights: [Float]?) -> Variable {
    weights.map { shown.weightedSquaredError(video, weights: $0) } ?? shown.meanSquaredError(video)
  }

  /// Nil where all pixels weigh the same.
  private func weights(_ video: Tensor, moving: Double) -> [Float]? {
    moving > 1 ? PixelWeights.weights(video, moving: Float(moving)) : nil
  }

  /// `compressor_psnr` pooled over 24 held-out clips, `moving_psnr` of what moves in them; `moved_psnr` of latents half a
  /// cell on, where some are moved; `latent_shift` where they are anchored; `predicted_error` where predictions are shown.
  public func validate(_ context: Context) throws -> [(name: String, value: Double)] {
    var (whole, moved) = (PooledError(), PooledError())
    var moving = MovingError()
    var changes = ChangeErrors()
    let half = PictureMove(down: PictureMove.cell / 2, right: PictureMove.cell / 2)
    let group = compressor.configuration.group
    // Up to 17 frames, as many whole groups as the episodes have.
    let length = 1 + (min(17, held.longest) - 1) / group * group
    for i in 0..<24 {
      let video = try held.clips(1, length: length, Philox(seed: 7, stream: UInt32(i))).video
      let latents = compressor.encodeRaw(Variable(video), context).cast(to: .f32)
      let shown = compressor.decodeRaw(latents, context).value
      let decoded = shown.cast(to: .f32).clamped(-1, 1)
      whole.add(decoded, video)
      changes.add(decoded, video)
      moving.add(decoded, video)
      if plan.movedShare > 0 {
        moved.add(compressor.decodeRaw(half.latents(latents), context).value, half.video(video))
      }
    }
    let movedPSNR = plan.movedShare > 0 ? [("moved_psnr", moved.psnr)] : []
    let shift = try anchor?.shift(of: compressor, train, length: plan.clip, context)
    return [("compressor_psnr", whole.psnr), ("border_flicker", changes.ratio), ("moving_psnr", moving.psnr)]
      + movedPSNR
      + (shift.map { [("latent_shift", $0)] } ?? []) + (try predictedErrors(context))
  }

  /// Of what models predict in 24 held-out moments: the mean absolute error, of 1 from black to white, and the PSNR.
  private func predictedErrors(_ context: Context) throws -> [(name: String, value: Double)] {
    guard let heldPredicted else { return [] }
    var (absolute, count) = (0.0, 0)
    var squared = PooledError()
    var gaps: [Double] = []
    for i in 0..<24 {
      let (latents, video, isCriticised) = try heldPredicted.draw(
        1, groups: groups, Philox(seed: 17, stream: UInt32(i)))
      let shown = heldPredicted.shown(latents, context).value.clamped(-1, 1)
      if let critic, isCriticised {
        gaps.append(critic.gap(shown, video, latents, Philox(seed: 19, stream: UInt32(i)), context))
      }
      absolute += shown.absoluteDistance(to: video) / 2
      squared.add(shown, video)
      count += video.count
    }
    return [
      ("predicted_error", absolute / Double(count)), ("predicted_psnr", squared.psnr),
    ] + (gaps.isEmpty ? [] : [("critic_gap", gaps.reduce(0, +) / Double(gaps.count))])
  }

  public func writeCheckpoint(to folder: URL, record: TrainingRecord) throws {
    // Held latents keep their scale too.
    if anchor == nil && !plan.holdsEncoder { try measureStatistics(Context(.fastest)) }
    try compressor.write(to: ModelFolder(folder), record: record.yaml)
  }

  /// Mean and spread of each latent channel over 200 training clips.
  private func measureStatistics(_ context: Context) throws {
    var rows: [Tensor] = []
    for i in 0..<200 {
      let video = try train.clips(1, length: plan.clip, Philox(seed: 11, stream: UInt32(i))).video
      let latents = compressor.encodeRaw(Variable(video), context).value.cast(to: .f32)
      rows.append(latents.reshaped([-1, compressor.configuration.latent]))
    }
    let all = Tensor.concatenated(rows, axis: 0)
    let n = Float(all.shape[0])
    let mean = all.columnSums().affine(scale: 1 / n)
    let centred = all.affineRows(scale: .full(mean.shape, 1), shift: mean.affine(scale: -1))
    let variance = centred.timesElements(of: centred).columnSums().affine(scale: 1 / (n - 1)).floats()
    compressor.setStatistics(mean: mean, spread: Tensor(variance.map { $0.squareRoot() }, shape: mean.shape))
  }
}
