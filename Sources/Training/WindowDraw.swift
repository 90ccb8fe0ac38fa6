import Diagnostics
import Foundation
import TensorCore

/// What one step of training the dynamics is shown, drawn from the step's random numbers.
struct WindowDraw {
  /// (B, T, V, h, w, z) in f32.
  let latents: Tensor
  /// (B, T, group, A).
  let actions: Tensor
  /// Noise levels, B × T.
  let levels: [Float]
  /// Weight of each frame's error, B × T: that of the velocity, floored: |x - z|^2 / (sigma^2 + .04).
  let weights: [Float]
  /// Whether actions are told, B × T.
  let given: [Bool]
  let isCausal: Bool

  init(latents: Tensor, actions: Tensor, levels: [Float], weights: [Float], given: [Bool], isCausal: Bool) {
    (self.latents, self.actions, self.levels, self.weights) = (latents, actions, levels, weights)
    (self.given, self.isCausal) = (given, isCausal)
  }

  init(_ store: LatentStore, _ plan: DynamicsPlan, _ random: Philox) throws {
    let (batch, window) = (plan.common.batch, plan.window)
    let usable = store.clips.filter { $0.count >= window }
    guard !usable.isEmpty else { throw UserError("no episode has \(window) latent frames", at: "window") }
    var starts: [Int] = [], parts: [Tensor] = [], chunks: [Tensor] = []
    for b in 0..<batch {
      let clip = usable[random.integer(below: usable.count, at: 2 * b)]
      let start = random.integer(below: clip.count - window + 1, at: 2 * b + 1)
      starts.append(start)
      parts.append(clip.latents.rows(start..<(start + window)).cast(to: .f32))
      chunks.append(clip.actions.rows(start..<(start + window)))
    }
    latents = Tensor.concatenated(parts, axis: 0).reshaped([batch, window] + parts[0].shape[1...])
    actions = Tensor.concatenated(chunks, axis: 0).reshaped([batch, window] + chunks[0].shape[1...])
    (levels, weights) = Self.levels(batch, window, plan, random.split(1))
    let told = random.split(2).uniform([batch * window]).floats()
    given = (0..<batch * window).map { i in
      // An episode's first latent frame has no actions before it.
      !(i % window == 0 && starts[i / window] == 0) && told[i] >= Float(plan.untold)
    }
    isCausal = random.split(3).uniform([1]).item >= Float(plan.open)
  }

  /// A level a frame (diffusion forcing, Chen et al., arXiv 2407.01392): logit-normal, but nearly clean for a share of
  /// frames. The share is drawn a window, so that some windows look as sampling does: all but a few frames clean.
  ///
  /// Clean frames count by `clean_weight`: a sampler of few steps never reads what is said of them.
  private static func levels(_ batch: Int, _ window: Int, _ plan: DynamicsPlan, _ random: Philox) -> ([Float], [Float]) {
    let normal = random.split(0).normal([batch * window]).floats()
    let small = random.split(1).uniform([batch * window]).floats()
    let choice = random.split(2).uniform([batch * window]).floats()
    let share = random.split(3).uniform([batch]).floats()
    let isClean = (0..<batch * window).map { choice[$0] < Float(plan.clean) * 2 * share[$0 / window] }
    let levels = isClean.indices.map { i in
      isClean[i] ? 0.1 * small[i] : 1 / (1 + exp(-(1.2 * normal[i] + Float(plan.levelMean))))
    }
    let weights = isClean.indices.map { i in
      (isClean[i] ? Float(plan.cleanWeight) : 1) / (levels[i] * levels[i] + 0.04)
    }
    return (levels, weights)
  }
}
