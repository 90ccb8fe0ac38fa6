import Autograd
import TensorCore

/// A (taps, side, side) convolution over (B, T, H, W, C) that looks back `taps - 1` frames, never ahead.
///
/// A clip's first frame has zeros before it. A stream that goes on passes the same `StreamCache` again.
public struct CausalConv: Module {
  /// (outputs, side, side, taps inputs), oldest tap first; a file has (outputs, inputs, taps, side, side).
  public let weight: Parameter
  public let bias: Parameter
  public let taps: Int

  /// Weights start normal with spread gain / sqrt(inputs taps side side) (He et al., arXiv 1502.01852, linear), biases
  /// zero.
  public init(_ inputs: Int, _ outputs: Int, taps: Int = 1, side: Int = 3, gain: Float = 1, random: Philox) {
    let fanIn = Float(inputs * taps * side * side)
    weight = Parameter(
      random.normal([outputs, side, side, taps * inputs]).affine(scale: gain / fanIn.squareRoot()),
      fileLayout: .convolution(taps: taps))
    bias = Parameter(.zeros([outputs]))
    self.taps = taps
  }

  public var parameters: [NamedParameter] { [NamedParameter("weight", weight), NamedParameter("bias", bias)] }

  /// x is (B, T, H, W, inputs); the result (B, T, H, W, outputs).
  public func callAsFunction(_ x: Variable, _ context: Context, cache: StreamCache? = nil) -> Variable {
    if taps == 1 { return x.convolved(weight, bias: bias, context) }
    let x = x.cast(to: context.dtype)
    let stacked = x.stackedTaps(taps, past: cache?.past(of: weight))
    cache?.keep(x.value, frames: taps - 1, of: weight)
    return stacked.convolved(weight, bias: bias, context)
  }
}
