import Autograd
import NeuralNetwork
import TensorCore

/// Grouped frames (B, T', H/4, W/4, 48 group) to latents (B, T', H/8, W/8, z), before clipping.
struct CompressorEncoder: Module {
  private let convIn, down, convOut: CausalConv
  private let fine, coarse: [ResidualBlock]
  private let normOut: PixelNorm

  init(_ c: CompressorConfiguration, random: Philox) {
    convIn = CausalConv(48 * c.group, c.fine, random: random.split(0))
    fine = (0..<c.fineBlocks).map { ResidualBlock(channels: c.fine, taps: 1, random: random.split(100 + UInt32($0))) }
    down = CausalConv(4 * c.fine, c.coarse, side: 1, random: random.split(1))
    coarse = (0..<c.coarseBlocks).map {
      ResidualBlock(channels: c.coarse, taps: $0 == 0 ? c.taps : 1, random: random.split(200 + UInt32($0)))
    }
    normOut = PixelNorm(channels: c.coarse)
    convOut = CausalConv(c.coarse, c.latent, random: random.split(2))
  }

  func callAsFunction(_ frames: Variable, _ context: Context, _ cache: StreamCache?) -> Variable {
    var x = convIn(frames, context)
    for block in fine { x = block(x, context, cache) }
    x = down(x.spaceToDepth(2), context)
    for block in coarse { x = block(x, context, cache) }
    return convOut(normOut(x, silu: true, context), context)
  }

  var parameters: [NamedParameter] {
    convIn.parameters(in: "conv_in") + down.parameters(in: "down") + fine.parameters(in: "fine")
      + coarse.parameters(in: "coarse") + normOut.parameters(in: "norm_out") + convOut.parameters(in: "conv_out")
  }
}
