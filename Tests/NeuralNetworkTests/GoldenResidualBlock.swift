import Autograd
import NeuralNetwork
import TensorCore

/// The compressor's residual block as the reference has it.
struct GoldenResidualBlock: Module {
  let norm1 = PixelNorm(channels: 8), norm2 = PixelNorm(channels: 8)
  let conv1 = CausalConv(8, 8, taps: 2, random: Philox(seed: 0, stream: 0))
  let conv2 = CausalConv(8, 8, random: Philox(seed: 0, stream: 1))

  var parameters: [NamedParameter] {
    norm1.parameters(in: "norm1") + norm2.parameters(in: "norm2") + conv1.parameters(in: "conv1")
      + conv2.parameters(in: "conv2")
  }

  func callAsFunction(_ x: Variable, _ context: Context, cache: StreamCache? = nil) -> Variable {
    let h = conv1(norm1(x, silu: true, context), context, cache: cache)
    return x.adding(conv2(norm2(h, silu: true, context), context, cache: cache))
  }
}
