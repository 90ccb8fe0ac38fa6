import TensorCore

extension Variable {
  /// x W^T + b for x (..., in) and W (out, in), PyTorch's order. The result has the context's type.
  public func linear(_ weight: Parameter, bias: Parameter?, _ context: Context) -> Variable {
    let x = value.cast(to: context.dtype)
    let y = x.multiplied(by: weight.matrix(transposed: true, context.dtype), bias: bias?.single)
    guard let tape = context.tape else { return Variable(y) }
    return tape.record(y) { dy in
      let dy = dy.cast(to: context.dtype)
      if let node {
        node.add(dy.multiplied(by: weight.matrix(transposed: false, context.dtype)).reshaped(x.shape))
      }
      guard context.learns else { return }
      weight.addGradient(dy.outerProduct(x))
      bias?.addGradient(dy.columnSums())
    }
  }
}
