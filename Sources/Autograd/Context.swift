import TensorCore

/// How a model runs: its precision, and a tape when gradients are wanted.
public struct Context {
  public let precision: Precision
  public let tape: Tape?

  public init(_ precision: Precision, tape: Tape? = nil) {
    (self.precision, self.tape) = (precision, tape)
  }

  /// The type that matrix products and convolutions work in and give.
  public var dtype: DType { precision.dtype }

  public var isTraining: Bool { tape != nil }

  /// A parameter's f32 value as a variable.
  public func variable(_ parameter: Parameter) -> Variable {
    let value = parameter.single
    guard let tape else { return Variable(value) }
    return tape.record(value) { parameter.addGradient($0) }
  }
}
