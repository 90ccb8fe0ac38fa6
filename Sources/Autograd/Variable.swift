import TensorCore

/// A tensor in a computation, with its place on a tape when gradients are wanted.
///
/// Without a tape, operations on it are operations on the tensor and nothing more: the same model runs for training and
/// for inference.
public struct Variable {
  public let value: Tensor
  let node: Node?

  /// A constant: nothing is recorded for it.
  public init(_ value: Tensor) { self.init(value: value, node: nil) }

  init(value: Tensor, node: Node?) {
    (self.value, self.node) = (value, node)
  }

  public var shape: [Int] { value.shape }
  public var dtype: DType { value.dtype }

  /// The gradient of a tape's leaf after `backward`.
  public var gradient: Tensor? { node?.gradient }

  /// The same value, cut off from the tape.
  public var detached: Variable { Variable(value) }

  /// The first tape among variables.
  static func tape(_ variables: Variable...) -> Tape? {
    for variable in variables { if let tape = variable.node?.tape { return tape } }
    return nil
  }
}
