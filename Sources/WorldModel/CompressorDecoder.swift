import Autograd
import NeuralNetwork
import TensorCore

/// Latents (B, T', H/8, W/8, z) to grouped frames (B, T', H/4, W/4, 48 group).
struct CompressorDecoder: Module {
  private let convIn, up, convOut: CausalConv
  private let fine, coarse: [ResidualBlock]
  private let normOut: PixelNorm

  init(_ c: CompressorConfiguration, random: Philox) {
    convIn = CausalConv(c.latent, c.coarse, random: random.split(0))
    coarse = (0..<c.coarseBlocks).map {
      ResidualBlock(channels: c.coarse, taps: $0 == 0 ? c.taps : 1, random: random.split(200 + UInt32($0)))
    }
    up = CausalConv(c.coarse, 4 * c.fine, side: 1, random: random.split(1))
    fine = (0..<c.fineBlocks).map { ResidualBlock(channels: c.fine, taps: 1, random: random.split(100 + UInt32($0))) }
    normOut = PixelNorm(channels: c.fine)
    convOut = CausalConv(c.fine, 48 * c.group, gain: 0.3, random: random.split(2))
  }

  func callAsFunction(_ latents: Variable, _ context: Context, _ cache: StreamCache?) -> Variable {
    var x = convIn(latents, context)
    for block in coarse { x = block(x, context, cache) }
    x = up(x, context).depthToSpace(2)
    for block in fine { x = block(x, context, cache) }
    return convOut(normOut(x, silu: true, context), context)
  }

  var parameters: [NamedParameter] {
    convIn.parameters(in: "conv_in") + up.parameters(in: "up") + fine.parameters(in: "fine")
      + coarse.parameters(in: "coarse") + normOut.parameters(in: "norm_out") + convOut.parameters(in: "conv_out")
  }
}
