import Autograd
import TensorCore

/// A linear layer: x W^T + b, with W (outputs, inputs).
public struct Linear: Module {
  public let weight: Parameter
  public let bias: Parameter

  /// Weights start normal with spread gain / sqrt(inputs), biases zero.
  public init(_ inputs: Int, _ outputs: Int, gain: Float = 1, random: Philox) {
    weight = Parameter(random.normal([outputs, inputs]).affine(scale: gain / Float(inputs).squareRoot()))
    bias = Parameter(.zeros([outputs]))
  }

  public var parameters: [NamedParameter] { [NamedParameter("weight", weight), NamedParameter("bias", bias)] }

  /// x is (..., inputs).
  public func callAsFunction(_ x: Variable, _ context: Context) -> Variable {
    x.linear(weight, bias: bias, context)
  }
}
