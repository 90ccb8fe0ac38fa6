import Autograd
import TensorCore
import WorldModel

/// Latents that a network predicts for recorded episodes, from their first frames and their actions.
struct LatentRollout {
  let dynamics: Dynamics
  let setting: ModelSetting
  /// Latent frames that are given: what five frames of video become.
  static let given = 2
  static let steps = 4

  /// - Parameters:
  ///   - z: true latents (B, T, V, h, w, z), of which `given` are shown.
  ///   - actions: (B, T, group, A), normalised.
  ///   - noise: of the latents' shape.
  ///   - guide: of all frames, where cameras move.
  /// - Returns: the latents from `given` on, (B, T - given, V, h, w, z).
  func callAsFunction(
    _ z: Tensor, _ actions: Tensor, noise: Tensor, guide: Guide? = nil, _ context: Context
  ) -> Tensor {
    let given = 0..<Self.given
    let sampler = Sampler(
      dynamics, given: z.slice(axis: 1, given), actions: actions.slice(axis: 1, given),
      noise: noise.slice(axis: 1, given), guide: guide?.frames(given), steps: Self.steps,
      contextNoise: setting.contextNoise, sigmaShift: setting.sigmaShift, context)
    var frames: [Tensor] = []
    for t in Self.given..<z.shape[1] {
      let (n, a) = (noise.slice(axis: 1, t..<(t + 1)), actions.slice(axis: 1, t..<(t + 1)))
      let seen = guide?.frames(t..<(t + 1))
      frames.append(sampler.next(noise: n, actions: a, guide: seen))
      if t + 1 < z.shape[1] { sampler.commit(frames[frames.count - 1], actions: a, noise: n, guide: seen) }
    }
    return .concatenated(frames, axis: 1)
  }
}
