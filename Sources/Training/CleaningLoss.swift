import Autograd
import NeuralNetwork
import TensorCore
import WorldModel

/// The weighted squared error of the latents that the network makes of a draw's noisy ones.
struct CleaningLoss {
  private let dynamics: Dynamics
  private let draw: WindowDraw
  private let parts: KeptTokens?
  /// Latents (B, T, V, h, w, z), or the kept tokens of them.
  private let truth, noise: Tensor
  /// The same of whole frames, as tokens, where only a part of them is shown.
  private let whole: (truth: Tensor, noise: Tensor)?
  /// Nil where no pictures are looked at, and which of each window's frames is decoded.
  private let pictures: (loss: PictureLoss, frames: [Int])?

  init(_ dynamics: Dynamics, _ draw: WindowDraw, pictures: PictureLoss? = nil, _ random: Philox) {
    (self.dynamics, self.draw) = (dynamics, draw)
    self.pictures = pictures.flatMap { loss in draw.someFrames(random.split(1)).map { (loss, $0) } }
    let parts = draw.kept.map { KeptTokens($0, of: draw.latents.shape, patch: dynamics.configuration.patch) }
    let noise = random.normal(draw.latents.shape)
    self.parts = parts
    self.noise = parts?.tokens(noise) ?? noise
    truth = parts?.tokens(draw.latents) ?? draw.latents
    whole = parts.map { ($0.whole(draw.latents), $0.whole(noise)) }
  }

  func callAsFunction(_ context: Context) -> Variable {
    let shown = draw.ownFrom.map { withOwnPast(from: $0, Context(context.precision)) } ?? truth
    let clean = clean(shown.blended(with: noise, levels: draw.levels), levels: draw.levels, context)
    let loss = clean.weightedSquaredError(truth, weights: parts?.weights(draw.weights) ?? draw.weights)
    guard let pictures else { return loss }
    return loss.adding(pictures.loss(latents(clean, of: pictures.frames), draw.withPast(pictures.frames), context))
  }

  /// One frame of each window, (B, V, h, w, z): as cleaned where its tokens are kept, else true.
  private func latents(_ clean: Variable, of frames: [Int]) -> Variable {
    let shape = draw.latents.shape
    let numbers = frames.enumerated().map { $0 * shape[1] + $1 }
    let one = [frames.count] + shape[2...]
    guard let parts, let whole else {
      return clean.reshaped([shape[0] * shape[1], -1]).gatheringRows(numbers).reshaped(one)
    }
    return parts.frames(numbers, of: clean, else: whole.truth).reshaped(one)
  }

  private func clean(_ noisy: Tensor, levels: [Float], _ context: Context) -> Variable {
    let frames = FrameCondition(
      sigma: Tensor(levels, shape: Array(draw.latents.shape[..<2])), actions: draw.actions, given: draw.given,
      guide: draw.guide)
    guard let parts else { return dynamics(Variable(noisy), frames, context, sight: draw.sight) }
    // Of the frame before, also what is not shown is told; where the past is the network's own, as far as it is.
    let around = whole.map { parts.tokens(noisy, into: $0.truth.blended(with: $0.noise, levels: levels)) }
    return dynamics.clean(Variable(noisy), parts.grid, whole: around, frames, context, sight: draw.sight)
  }

  /// The paired truth whose past, from frame `first` on, is what the network itself samples (scheduled sampling, Bengio et
  /// al., arXiv 1506.03099): a rollout's past has such flaws, and what comes next must not inherit them. No gradient flows
  /// through it.
  ///
  /// All frames are sampled at once, each after the past as it stands: at first true, then, `ownDepth` - 1 times, with the
  /// frames just sampled. So frame `first` + k has gone on from k frames of its own making, or from `ownDepth` - 1 of them.
  func withOwnPast(from first: Int, _ context: Context) -> Tensor {
    let window = truth.shape[1] / 2
    let real = truth.slice(axis: 1, 0..<window)
    var past = real
    for _ in 0..<draw.ownDepth {
      let own = sampled(after: past, context)
      past = .concatenated([real.slice(axis: 1, 0..<first), own.slice(axis: 1, first..<window)], axis: 1)
    }
    return .concatenated([past, truth.slice(axis: 1, window..<2 * window)], axis: 1)
  }

  /// Every frame of a window from pure noise in one step, after the past before it: with the sampler's levels shifted
  /// towards noise, four steps end where one does (the table top's latent error is .150 with four, .149 with one).
  private func sampled(after past: Tensor, _ context: Context) -> Tensor {
    let window = past.shape[1]
    let pairs = draw.levels.count / (2 * window)
    let soiled = past.combined(1 - Self.pastLevel, noise.slice(axis: 1, 0..<window), Self.pastLevel)
    let levels = (0..<pairs).flatMap { _ in
      [Float](repeating: Self.pastLevel, count: window) + [Float](repeating: 1, count: window)
    }
    let shown = Tensor.concatenated([soiled, noise.slice(axis: 1, window..<2 * window)], axis: 1)
    return clean(shown, levels: levels, context).value.slice(axis: 1, window..<2 * window)
  }

  /// Noise on the past while it is predicted: about what a run's context carries.
  private static let pastLevel: Float = 0.02
}

extension Tensor {
  /// (1 - level) x + level noise, a level for each of `levels.count` equal parts.
  func blended(with noise: Tensor, levels: [Float]) -> Tensor {
    let (x, n) = (reshaped([levels.count, -1]), noise.reshaped([levels.count, -1]))
    let parts = levels.enumerated().map { i, level in
      x.rows(i..<(i + 1)).combined(1 - level, n.rows(i..<(i + 1)), level)
    }
    return Tensor.concatenated(parts, axis: 0).reshaped(shape)
  }
}
