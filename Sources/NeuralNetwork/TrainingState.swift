import TensorCore

/// Something that training must store to go on later exactly where it was.
public protocol TrainingState: AnyObject {
  /// Tensors under names that are unique within it.
  var state: [(name: String, tensor: Tensor)] { get }
  /// Takes back what `state` gave; `tensor` finds one by name.
  func restore(_ tensor: (String) throws -> Tensor) throws
}
