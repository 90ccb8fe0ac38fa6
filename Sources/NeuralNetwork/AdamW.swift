import Autograd
import TensorCore

/// AdamW (Loshchilov & Hutter, arXiv 1711.05101) in f32.
public final class AdamW {
  public struct Settings: Codable, Equatable, Sendable {
    public var beta1: Float = 0.9
    public var beta2: Float = 0.98
    public var epsilon: Float = 1e-8
    public var decay: Float = 0

    public init() {}
  }

  public let parameters: [NamedParameter]
  public let settings: Settings
  public private(set) var steps = 0
  /// The decay of each parameter.
  private let decays: [Float]
  private let first: [Tensor]
  private let second: [Tensor]

  /// - Parameter decays: which of the parameters the settings' decay is for.
  public init(
    _ parameters: [NamedParameter], _ settings: Settings = Settings(), decays: (NamedParameter) -> Bool = { _ in true }
  ) {
    (self.parameters, self.settings) = (parameters, settings)
    self.decays = parameters.map { decays($0) ? settings.decay : 0 }
    first = parameters.map { .zeros($0.parameter.shape) }
    second = parameters.map { .zeros($0.parameter.shape) }
  }

  /// One update from the parameters' gradients times `gradientScale`; those without a gradient stay.
  public func step(rate: Float, gradientScale: Float = 1) {
    steps += 1
    ThreadPool.parallelFor(parameters.count) { i in
      let parameter = parameters[i].parameter
      guard let gradient = parameter.gradient else { return }
      let numbers = AdamWNumbers(
        rate: rate, beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon, decay: decays[i],
        steps: steps, gradientScale: gradientScale)
      parameter.update { $0.adamWStep(gradient, first: first[i], second: second[i], numbers) }
    }
  }
}

extension AdamW: TrainingState {
  public var state: [(name: String, tensor: Tensor)] {
    [("steps", Tensor([Float(steps)], shape: [1]))]
      + parameters.indices.flatMap { i in
        [("first.\(parameters[i].name)", first[i]), ("second.\(parameters[i].name)", second[i])]
      }
  }

  public func restore(_ tensor: (String) throws -> Tensor) throws {
    steps = Int(try tensor("steps").item)
    for i in parameters.indices {
      first[i].overwrite(with: try tensor("first.\(parameters[i].name)"))
      second[i].overwrite(with: try tensor("second.\(parameters[i].name)"))
    }
  }
}
