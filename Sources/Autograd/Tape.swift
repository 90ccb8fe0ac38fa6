import TensorCore

/// The record of a forward pass, played back for gradients.
///
/// Operations on variables of a tape append themselves. A tape serves one pass: `backward` empties it, freeing saved
/// activations as it goes. Not thread-safe.
public final class Tape {
  private var nodes: [Node] = []

  public init() {}

  /// Operations and leaves recorded so far.
  public var count: Int { nodes.count }

  /// A variable whose gradient can be read after `backward`.
  public func leaf(_ value: Tensor) -> Variable {
    Variable(value: value, node: append(Node(self, value.dtype, isLeaf: true, nil)))
  }

  /// A variable that takes part in the record; `pull` hands a gradient on to the inputs.
  func record(_ value: Tensor, _ pull: @escaping (Tensor) -> Void) -> Variable {
    Variable(value: value, node: append(Node(self, value.dtype, pull)))
  }

  private func append(_ node: Node) -> Node {
    nodes.append(node)
    return node
  }

  /// Plays back from a scalar, or from any variable with a gradient `seed` of its shape. Parameters' gradients are
  /// added to.
  public func backward(from result: Variable, seed: Tensor? = nil) {
    guard let node = result.node else { return }
    precondition(seed != nil || result.value.count == 1, "backward from shape \(result.shape) needs a seed")
    node.add(seed ?? Tensor.full(result.shape, 1, result.value.dtype))
    while let node = nodes.popLast() { node.run() }
  }
}
