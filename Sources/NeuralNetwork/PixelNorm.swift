import Autograd
import TensorCore

/// RMS normalisation over channels at each pixel (Karras et al., arXiv 1710.10196) with a learned scale: no statistics
/// cross space or time, so streams are exact.
public struct PixelNorm: Module {
  public let scale: Parameter

  public init(channels: Int) { scale = Parameter(.full([channels], 1)) }

  public var parameters: [NamedParameter] { [NamedParameter("scale", scale)] }

  /// x is (..., channels); `silu` puts that activation behind.
  public func callAsFunction(_ x: Variable, silu: Bool = false, _ context: Context) -> Variable {
    x.pixelNormed(scale: context.variable(scale), silu: silu)
  }
}
