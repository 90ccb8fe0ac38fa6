import Autograd
import NeuralNetwork
import TensorCore

/// Two normalised convolutions beside a skip (He et al., arXiv 1512.03385), the first causal in time where `taps` > 1.
struct ResidualBlock: Module {
  let norm1, norm2: PixelNorm
  let conv1, conv2: CausalConv

  init(channels: Int, taps: Int, random: Philox) {
    norm1 = PixelNorm(channels: channels)
    norm2 = PixelNorm(channels: channels)
    conv1 = CausalConv(channels, channels, taps: taps, random: random.split(0))
    conv2 = CausalConv(channels, channels, gain: 0.1, random: random.split(1))
  }

  /// x is (B, T, H, W, C).
  func callAsFunction(_ x: Variable, _ context: Context, _ cache: StreamCache?) -> Variable {
    let h = conv1(norm1(x, silu: true, context), context, cache: cache)
    return x.adding(conv2(norm2(h, silu: true, context), context))
  }

  var parameters: [NamedParameter] {
    norm1.parameters(in: "norm1") + norm2.parameters(in: "norm2") + conv1.parameters(in: "conv1")
      + conv2.parameters(in: "conv2")
  }
}
