import TensorCore

extension Variable {
  /// A convolution that keeps the image's size: x (..., H, W, I), weight (O, side, side, I). The result has the context's
  /// type. Over `stackedTaps` it is causal in time.
  public func convolved(_ weight: Parameter, bias: Parameter?, _ context: Context) -> Variable {
    let x = value.cast(to: context.dtype)
    let y = x.convolved(by: weight.filter(turned: false, context.dtype), bias: bias?.single)
    guard let tape = context.tape else { return Variable(y) }
    return tape.record(y) { dy in
      let dy = dy.cast(to: context.dtype)
      if let node { node.add(dy.convolved(by: weight.filter(turned: true, context.dtype))) }
      guard context.learns else { return }
      weight.addGradient(x.filterGradient(dy, side: weight.shape[1]))
      bias?.addGradient(dy.columnSums())
    }
  }

  /// Each frame beside those before it: (B, T, H, W, C) to (B, T, H, W, taps C). `past` (B, taps - 1, H, W, C) is a
  /// constant that stands before the first frame; without it there are zeros.
  public func stackedTaps(_ taps: Int, past: Tensor? = nil) -> Variable {
    let y = value.stackedTaps(taps, past: past)
    guard let node else { return Variable(y) }
    return node.tape.record(y) { node.add($0.foldedTaps(taps)) }
  }
}
