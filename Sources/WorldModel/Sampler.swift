import Autograd
import TensorCore

/// Draws latent frames one after another: Euler steps of the rectified flow (Liu et al., arXiv 2209.03003) from noise,
/// given and finished frames held in a key/value cache.
///
/// Rollouts chain in latent space and never pass through pixels. Several rollouts run side by side as a batch.
public struct Sampler {
  private let dynamics: Dynamics
  private let context: Context
  private let cache: TimeCache
  /// Euler steps from noise to a latent frame.
  public let steps: Int
  private let contextNoise: Float
  private let sigmaShift: Double

  /// Begins from given latents.
  ///
  /// - Parameters:
  ///   - given: (B, C, V, h, w, z).
  ///   - actions: (B, C, group, A), normalised; those of the first frame are not told.
  ///   - noise: of the given latents' shape: they carry a little, which the network is told.
  ///   - guide: of the given frames, where their cameras move.
  ///   - sigmaShift: of the noise levels, see `NoiseSchedule`.
  public init(
    _ dynamics: Dynamics, given: Tensor, actions: Tensor, noise: Tensor, guide: Guide? = nil, steps: Int,
    contextNoise: Double, sigmaShift: Double = 1, _ context: Context
  ) {
    self.dynamics = dynamics
    self.context = context
    self.steps = steps
    self.contextNoise = Float(contextNoise)
    self.sigmaShift = sigmaShift
    cache = TimeCache(window: dynamics.configuration.window)
    let told = (0..<given.shape[0]).flatMap { _ in (0..<given.shape[1]).map { $0 > 0 } }
    commit(given, actions: actions, noise: noise, guide: guide, told: told)
  }

  /// A sampler that goes its own way from here: another branch of the same past. Costs a few references.
  public func branched() -> Sampler {
    Sampler(
      dynamics: dynamics, context: context, cache: cache.branched(), steps: steps, contextNoise: contextNoise,
      sigmaShift: sigmaShift)
  }

  private init(
    dynamics: Dynamics, context: Context, cache: TimeCache, steps: Int, contextNoise: Float, sigmaShift: Double
  ) {
    (self.dynamics, self.context, self.cache) = (dynamics, context, cache)
    (self.steps, self.contextNoise, self.sigmaShift) = (steps, contextNoise, sigmaShift)
  }

  /// The next latent frame (B, 1, V, h, w, z), from noise of that shape, under its chunk of actions (B, 1, group, A).
  ///
  /// - Parameters:
  ///   - guide: of this frame, where the cameras move.
  ///   - steps: fewer than usual, for a preview; nil: as many as usual.
  public func next(noise: Tensor, actions: Tensor, guide: Guide? = nil, steps: Int? = nil) -> Tensor {
    let (b, steps) = (noise.shape[0], steps ?? self.steps)
    cache.commits = false
    var z = noise
    let levels = NoiseSchedule(steps: steps, shift: sigmaShift).levels
    for (now, then) in zip(levels, levels.dropFirst()) {
      let frames = FrameCondition(
        sigma: .full([b, 1], now), actions: actions, given: [Bool](repeating: true, count: b), guide: guide)
      let clean = dynamics(Variable(z), frames, context, cache: cache).value
      // z' = clean + (then / now) (z - clean): along the straight path to the clean latent.
      z = clean.combined(1 - then / now, z, then / now)
    }
    return z
  }

  /// Makes a finished frame part of the past. Not needed after the last one.
  public func commit(_ z: Tensor, actions: Tensor, noise: Tensor, guide: Guide? = nil, told: [Bool]? = nil) {
    let (b, t) = (z.shape[0], z.shape[1])
    let frames = FrameCondition(
      sigma: .full([b, t], contextNoise), actions: actions, given: told ?? [Bool](repeating: true, count: b * t),
      guide: guide)
    cache.commits = true
    _ = dynamics(Variable(z.combined(1 - contextNoise, noise, contextNoise)), frames, context, cache: cache)
    cache.commits = false
  }
}
