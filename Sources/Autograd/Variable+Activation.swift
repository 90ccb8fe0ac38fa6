import TensorCore

extension Variable {
  /// GELU in its tanh form (Hendrycks & Gimpel, arXiv 1606.08415).
  public func gelu() -> Variable {
    let x = value
    guard let node else { return Variable(x.gelu()) }
    return node.tape.record(x.gelu()) { dy in node.add(x.geluGradient(dy)) }
  }

  /// SiLU: x sigmoid(x).
  public func silu() -> Variable {
    let x = value
    guard let node else { return Variable(x.silu()) }
    return node.tape.record(x.silu()) { dy in node.add(x.siluGradient(dy)) }
  }

  /// limit tanh(x / limit).
  public func softClipped(at limit: Float) -> Variable {
    let y = value.softClipped(at: limit)
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in node.add(y.softClipGradient(dy, limit: limit)) }
  }
}
