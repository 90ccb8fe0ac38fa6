import Autograd
import TensorCore
import WorldModel

/// The absolute error of the pictures that predicted latents decode to.
///
/// The squared error of latents is least at the mean of what may come, and a mean of latents is a fog. Of pictures' absolute
/// error it is the median, which has an edge wherever the likeliest edge is, and through the decoder, which stays as it
/// is, the network learns latents that show it. What comes next then goes on from a picture, not from a fog.
struct PictureLoss {
  let compressor: Compressor
  let weight: Float

  /// What a pixel's error weighs where something moves, against 1 elsewhere.
  private static let moving: Float = 8

  /// - Parameters:
  ///   - clean: one predicted latent frame of each of some windows, (B, V, h, w, z) in f32.
  ///   - truth: the true one, and the true one before it, (B, V, 2, h, w, z).
  func callAsFunction(_ clean: Variable, _ truth: Tensor, _ context: Context) -> Variable {
    let (clips, plane) = (truth.shape[0] * truth.shape[1], Array(truth.shape[3...]))
    let pairs = truth.reshaped([clips, 2] + plane)
    let own = clean.reshaped([clips, 1] + plane)
    let shown = Variable.concatenated([Variable(pairs.slice(axis: 1, 0..<1)), own], axis: 1)
    let video = compressor.decode(shown, context.frozen, starts: false).cast(to: .f32)
    let wanted = compressor.decode(pairs, Context(context.precision), starts: false).clamped(-1, 1)
    let group = compressor.configuration.group
    let last = group..<2 * group
    let pixels = [clips, 2 * group, -1]
    let weights = Tensor(PixelWeights.weights(wanted, moving: Self.moving), shape: [wanted.count / 3])
      .reshaped(pixels).slice(axis: 1, last).floats()
    return video.slice(axis: 1, last).weightedAbsoluteError(wanted.slice(axis: 1, last), weights: weights)
      .affine(scale: weight)
  }
}
