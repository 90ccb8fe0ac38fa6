import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

/// The dynamics network learns to clean latents, each frame noisy to its own degree (diffusion forcing).
public final class DynamicsTrainee: Trainee {
  private let plan: DynamicsPlan
  private let dynamics: Dynamics
  private let train, held: LatentStore
  private let setting: ModelSetting
  private let pictures: PictureLoss?

  public init(_ plan: DynamicsPlan) throws {
    self.plan = plan
    try ModelSize.require(plan.model, at: plan.common.place)
    let folder = ModelFolder(plan.compressor)
    let compressor = try folder.loadCompressor()
    let hash = try folder.hash()
    pictures = plan.pictureWeight > 0 ? PictureLoss(compressor: compressor, weight: Float(plan.pictureWeight)) : nil
    // Weights that go on learning are told actions on the scale they know.
    let known = try plan.common.start.map { try ModelFolder($0).readModelSetting() }
    let reprojects = plan.reprojects ?? known?.reprojects ?? false
    if reprojects { try plan.refuseVaried(at: plan.common.place) }
    if let known { try plan.requireSpans(of: known.contract) }
    // All that can be known before anything is encoded, which takes minutes to hours.
    let contract = try LatentStore.contract(of: plan.common.data + plan.common.validation, given: known?.contract)
    try plan.requireFit(compressor.configuration, actionWidth: contract.width)
    train = try LatentStore(
      plan.common.data, cameras: plan.common.cameras, compressor: compressor, phases: plan.phases,
      contract: known?.contract, widened: plan.widened, varied: plan.varied, reprojects: reprojects,
      cache: plan.common.out)
    held = try LatentStore(
      plan.common.validation, cameras: plan.common.cameras, compressor: compressor, phases: [0],
      contract: train.contract, reprojects: reprojects, cache: plan.common.out, limit: 24)
    let sizes = train.sizes
    setting = ModelSetting(
      compressor: plan.compressor, compressorHash: hash, cameras: plan.common.cameras,
      sizes: sizes.map { size in
        (size.height * CompressorConfiguration.reduction, size.width * CompressorConfiguration.reduction)
      }, contextNoise: known?.contextNoise ?? 0.02, sigmaShift: plan.sigmaShift ?? known?.sigmaShift ?? 1,
      reprojects: reprojects, contract: train.contract)
    if let start = plan.common.start {
      dynamics = try ModelFolder(start).loadDynamics(forTraining: true)
      guard dynamics.configuration == plan.model else { throw plan.common.otherStart }
    } else {
      dynamics = Dynamics(plan.model, random: Philox(seed: UInt32(truncatingIfNeeded: plan.common.seed), stream: 2))
    }
    let c = dynamics.configuration
    for size in sizes + held.sizes where size.height % c.patch != 0 || size.width % c.patch != 0 {
      throw UserError(
        "`model.patch` is \(c.patch); latents are \(size.width)×\(size.height)", at: plan.common.place,
        fix: "Choose a patch that divides both")
    }
  }

  public var parameters: [NamedParameter] { dynamics.parameters }
  public var higherIsBetter: Bool { false }
  public var plainNames: [String] { Self.plainNames }
  static let plainNames = [
    "embed", "head", "view", "position", "noise1", "action1", "carry.out", "warp.enter", "warp.position", "warp.view",
    "warp.out",
  ]

  public func loss(_ random: Philox, _ context: Context) throws -> Variable {
    let draw = try WindowDraw(train, plan, random)
    return CleaningLoss(dynamics, draw, pictures: pictures, random.split(10))(context)
  }

  /// Latent errors of rollouts over those of holding the last context frame, under true and under another's actions.
  public func validate(_ context: Context) throws -> [(name: String, value: Double)] {
    var errors = RolloutErrors()
    let rollout = LatentRollout(dynamics: dynamics, setting: setting)
    let given = LatentRollout.given
    for all in held.bySize {
      // As long as the shortest, of which one that is much shorter than the others is none.
      let longest = all.map(\.count).max() ?? 0
      let clips = all.filter { $0.count > given && 2 * $0.count >= longest }
      guard let length = clips.map(\.count).min() else { continue }
      func stacked(_ part: (LatentStore.Clip) -> Tensor) -> Tensor {
        let parts = clips.map { part($0).rows(0..<length).cast(to: .f32) }
        return .concatenated(parts.map { $0.reshaped([1] + $0.shape) }, axis: 0)
      }
      let (z, a) = (stacked(\.latents), stacked(\.actions))
      let truth = z.slice(axis: 1, given..<length)
      let still = z.slice(axis: 1, (given - 1)..<given)
      let noise = Philox(seed: 5, stream: 5).normal(z.shape)
      let guide = Guide(clips.map { $0.guide(0..<length) })
      errors.add(
        rollout(z, a, noise: noise, guide: guide, context),
        shuffled: clips.count < 2
          ? nil
          : rollout(
            z, a.gatherRows(clips.indices.map { ($0 + 1) % clips.count }), noise: noise, guide: guide, context),
        frozen: .concatenated([Tensor](repeating: still, count: length - given), axis: 1), truth: truth,
        marks: stacked(\.motion).slice(axis: 1, given..<length).floats())
    }
    return errors.figures
  }

  public func writeCheckpoint(to folder: URL, record: TrainingRecord) throws {
    try dynamics.write(to: ModelFolder(folder), setting: setting, record: record.yaml)
  }
}
