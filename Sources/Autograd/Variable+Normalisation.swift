import TensorCore

extension Variable {
  /// LayerNorm(x) (1 + scale) + shift: adaLN (Peebles & Xie, arXiv 2212.09748), x (..., N, D), shift and scale (..., D).
  public func modulated(shift: Variable, scale: Variable, _ context: Context) -> Variable {
    let y = value.modulated(shift: shift.value, scale: scale.value, output: context.dtype)
    guard let tape = Variable.tape(self, shift, scale) else { return Variable(y) }
    let x = value
    return tape.record(y) { dy in
      // The residual stream's gradient is large: it is added to where it lies.
      let sum = node?.takeOwnedGradient()
      let gradients = x.modulatedGradients(scale: scale.value, dy: dy, addingTo: sum)
      if sum == nil { node?.add(gradients.x) } else { node?.put(gradients.x) }
      shift.node?.add(gradients.shift)
      scale.node?.add(gradients.scale)
    }
  }

  /// x + gate h: x and h (..., N, D), gate (..., D). The result has x's type.
  public func addingGated(_ h: Variable, gate: Variable) -> Variable {
    let y = value.addingGated(h.value, gate: gate.value)
    guard let tape = Variable.tape(self, h, gate) else { return Variable(y) }
    return tape.record(y) { dy in
      let gradients = dy.gatedGradients(h: h.value, gate: gate.value)
      h.node?.add(gradients.h)
      gate.node?.add(gradients.gate)
      node?.add(dy)
    }
  }

  /// RMS normalisation over channels (Karras et al., arXiv 1710.10196) times `scale`, then SiLU if wanted.
  public func pixelNormed(scale: Variable, silu: Bool) -> Variable {
    let y = value.pixelNormed(scale: scale.value, silu: silu)
    guard let tape = Variable.tape(self, scale) else { return Variable(y) }
    let x = value
    return tape.record(y) { dy in
      let sum = node?.takeOwnedGradient()
      let gradients = x.pixelNormedGradients(scale: scale.value, silu: silu, dy: dy, addingTo: sum)
      if sum == nil { node?.add(gradients.x) } else { node?.put(gradients.x) }
      scale.node?.add(gradients.scale)
    }
  }
}
