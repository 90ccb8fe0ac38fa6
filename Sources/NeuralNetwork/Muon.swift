import Autograd
import TensorCore

/// Muon (Jordan et al., kellerjordan.github.io/posts/muon): momentum, orthogonalised, for matrices and convolutions.
///
/// The update's root mean square is matched to AdamW's (0.2), so that one learning rate serves both.
public final class Muon {
  public struct Settings: Codable, Equatable, Sendable {
    public var momentum: Float = 0.95
    public var decay: Float = 0

    public init() {}
  }

  public let parameters: [NamedParameter]
  public let settings: Settings
  private let momenta: [Tensor]

  public init(_ parameters: [NamedParameter], _ settings: Settings = Settings()) {
    (self.parameters, self.settings) = (parameters, settings)
    momenta = parameters.map { .zeros($0.parameter.shape) }
  }

  /// One update from the parameters' gradients times `gradientScale`; those without a gradient stay.
  public func step(rate: Float, gradientScale: Float = 1) {
    ThreadPool.parallelFor(parameters.count) { i in
      let parameter = parameters[i].parameter
      guard let gradient = parameter.gradient else { return }
      let matrix = momenta[i].nesterovUpdate(gradient, scale: gradientScale, momentum: settings.momentum)
        .reshaped([parameter.shape[0], -1])
      let size = 0.2 * Float(max(matrix.shape[0], matrix.shape[1])).squareRoot()
      let update = matrix.orthogonalised()
      parameter.update { $0.decayedStep(update, keep: 1 - rate * settings.decay, rate: rate * size) }
    }
  }
}

extension Muon: TrainingState {
  public var state: [(name: String, tensor: Tensor)] {
    parameters.indices.map { ("momentum.\(parameters[$0].name)", momenta[$0]) }
  }

  public func restore(_ tensor: (String) throws -> Tensor) throws {
    for i in parameters.indices { momenta[i].overwrite(with: try tensor("momentum.\(parameters[i].name)")) }
  }
}

extension Tensor {
  /// The nearest semi-orthogonal matrix, by a quintic Newton-Schulz iteration in bf16, or in f32
  /// where the CPU does that faster.
  public func orthogonalised(steps: Int = 5) -> Tensor {
    let isTall = shape[0] > shape[1]
    let norm = Float(sumOfSquares().squareRoot())
    var x = (isTall ? permuted([1, 0]) : self).affine(scale: 1 / (norm + 1e-7), output: Precision.fastest.dtype)
    for _ in 0..<steps {
      let s = x.product(x, transposeB: true)
      let polynomial = s.combined(-4.7750, s.product(s), 2.0315)
      x = x.combined(3.4445, polynomial.product(x), 1)
    }
    return isTall ? x.permuted([1, 0]) : x
  }
}
