import TensorCore

/// How a model runs: its precision, and a tape when gradients are wanted.
public struct Context {
  public let precision: Precision
  public let tape: Tape?
  /// Whether parameters get gradients; of a frozen model only what it is given does.
  public let learns: Bool

  public init(_ precision: Precision, tape: Tape? = nil) {
    self.init(precision, tape: tape, learns: tape != nil)
  }

  private init(_ precision: Precision, tape: Tape?, learns: Bool) {
    (self.precision, self.tape, self.learns) = (precision, tape, learns)
  }

  /// The same for a model that stays as it is, and through which gradients flow.
  public var frozen: Context { Context(precision, tape: tape, learns: false) }

  /// The type that matrix products and convolutions work in and give.
  public var dtype: DType { precision.dtype }

  public var isTraining: Bool { tape != nil }

  /// A parameter's f32 value as a variable.
  public func variable(_ parameter: Parameter) -> Variable {
    let value = parameter.single
    guard let tape, learns else { return Variable(value) }
    return tape.record(value) { parameter.addGradient($0) }
  }
}
