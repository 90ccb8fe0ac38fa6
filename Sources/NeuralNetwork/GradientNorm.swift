import Autograd
import TensorCore

/// The length of all gradients taken as one vector.
public struct GradientNorm {
  public let norm: Float

  public init(_ parameters: [NamedParameter]) {
    let sum = parameters.reduce(0.0) { $0 + ($1.parameter.gradient?.sumOfSquares() ?? 0) }
    norm = Float(sum.squareRoot())
  }

  /// Whether every gradient is a finite number.
  public var isFinite: Bool { norm.isFinite }

  /// What to multiply gradients by so that the norm is at most `limit` (Pascanu et al., arXiv 1211.5063).
  public func scale(limit: Float) -> Float { min(1, limit / (norm + 1e-6)) }
}
