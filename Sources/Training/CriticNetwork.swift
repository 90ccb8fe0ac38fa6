import Autograd
import NeuralNetwork
import TensorCore
import WorldModel

/// Tells recorded frames from decoded ones, patch by patch, beside the latents that those were decoded from.
///
/// It looks at groups of frames as the compressor does, so that edges and motion are in the channels of one place: two
/// convolutions at a quarter of the resolution, then two at an eighth, where the latents join, the first of which also sees
/// the group before.
struct CriticNetwork: Module {
  static let fine = 96
  static let coarse = 128

  private let convIn, fine, join, coarse, out: CausalConv
  private let norms: [PixelNorm]

  init(_ c: CompressorConfiguration, random: Philox) {
    convIn = CausalConv(48 * c.group, Self.fine, random: random.split(0))
    fine = CausalConv(Self.fine, Self.fine, random: random.split(1))
    join = CausalConv(4 * Self.fine + c.latent, Self.coarse, taps: c.taps, random: random.split(2))
    coarse = CausalConv(Self.coarse, Self.coarse, random: random.split(3))
    out = CausalConv(Self.coarse, 1, side: 1, gain: 0.1, random: random.split(4))
    norms = [Self.fine, Self.fine, Self.coarse, Self.coarse].map { PixelNorm(channels: $0) }
  }

  /// - Parameters:
  ///   - frames: (B, T', H/4, W/4, 48 group), as `Compressor.grouped` gives them.
  ///   - latents: of the same groups (B, T', H/8, W/8, z), normalised.
  /// - Returns: (B, T', H/8, W/8, 1) in f32, wanted to be 1 where the frames are recorded, 0 where they are decoded.
  func callAsFunction(_ frames: Variable, _ latents: Tensor, _ context: Context) -> Variable {
    func active(_ x: Variable, _ norm: Int) -> Variable { norms[norm](x, silu: true, context) }
    let edges = active(fine(active(convIn(frames, context), 0), context), 1).spaceToDepth(2)
    let both = Variable.concatenated([edges, Variable(latents.cast(to: edges.dtype))], axis: -1)
    return out(active(coarse(active(join(both, context), 2), context), 3), context).cast(to: .f32)
  }

  var parameters: [NamedParameter] {
    convIn.parameters(in: "conv_in") + fine.parameters(in: "fine") + join.parameters(in: "join")
      + coarse.parameters(in: "coarse") + out.parameters(in: "out") + norms.parameters(in: "norms")
  }
}
