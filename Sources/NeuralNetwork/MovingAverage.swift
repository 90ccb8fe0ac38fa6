import Autograd
import TensorCore

/// An exponential moving average of the weights (Polyak & Juditsky 1992), with a short start: early on it forgets fast.
public final class MovingAverage {
  public let decay: Float
  public private(set) var steps = 0
  private let parameters: [NamedParameter]
  private let shadows: [Tensor]

  public init(_ parameters: [NamedParameter], decay: Float) {
    (self.parameters, self.decay) = (parameters, decay)
    shadows = parameters.map { $0.parameter.single.copy() }
  }

  /// Moves the average towards the present weights.
  public func update() {
    steps += 1
    let keep = min(decay, Float(1 + steps) / Float(10 + steps))
    ThreadPool.parallelFor(parameters.count) { i in
      shadows[i].moveTowards(parameters[i].parameter.single, by: 1 - keep)
    }
  }

  /// Starts over from the present weights.
  public func restart() {
    steps = 0
    for i in parameters.indices { shadows[i].overwrite(with: parameters[i].parameter.single) }
  }

  /// The averaged weights in place of those of a model of the same make.
  public func copy(to model: [NamedParameter]) {
    precondition(model.map(\.name) == parameters.map(\.name), "an average of another model")
    for i in model.indices { model[i].parameter.value = shadows[i].copy() }
  }
}

extension MovingAverage: TrainingState {
  public var state: [(name: String, tensor: Tensor)] {
    [("steps", Tensor([Float(steps)], shape: [1]))] + parameters.indices.map { (parameters[$0].name, shadows[$0]) }
  }

  public func restore(_ tensor: (String) throws -> Tensor) throws {
    steps = Int(try tensor("steps").item)
    for i in parameters.indices { shadows[i].overwrite(with: try tensor(parameters[i].name)) }
  }
}
