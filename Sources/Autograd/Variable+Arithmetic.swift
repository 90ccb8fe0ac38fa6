import TensorCore

extension Variable {
  /// a + b; f32 when either is, unless `output` says otherwise.
  public func adding(_ b: Variable, output: DType? = nil) -> Variable {
    let y = value.adding(b.value, output: output)
    guard let tape = Variable.tape(self, b) else { return Variable(y) }
    return tape.record(y) { dy in
      node?.add(dy)
      b.node?.add(dy)
    }
  }

  public func subtracting(_ b: Variable, output: DType? = nil) -> Variable {
    let y = value.subtracting(b.value, output: output)
    guard let tape = Variable.tape(self, b) else { return Variable(y) }
    return tape.record(y) { dy in
      node?.add(dy)
      b.node?.add(dy.affine(scale: -1))
    }
  }

  /// The elementwise product.
  public func timesElements(of b: Variable, output: DType? = nil) -> Variable {
    let y = value.timesElements(of: b.value, output: output)
    guard let tape = Variable.tape(self, b) else { return Variable(y) }
    let x = value
    return tape.record(y) { dy in
      node?.add(dy.timesElements(of: b.value))
      b.node?.add(dy.timesElements(of: x))
    }
  }

  /// scale x + shift.
  public func affine(scale: Float, shift: Float = 0) -> Variable {
    let y = value.affine(scale: scale, shift: shift)
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in node.add(dy.affine(scale: scale)) }
  }

  /// The same numbers as another type.
  public func cast(to dtype: DType) -> Variable {
    guard let node, dtype != self.dtype else { return Variable(value: value.cast(to: dtype), node: node) }
    return node.tape.record(value.cast(to: dtype)) { dy in node.add(dy) }
  }

  /// x + row, the row repeated over the leading axes: a row (N, D) is added to every (N, D) of x (..., N, D).
  public func addingRow(_ row: Variable, output: DType? = nil) -> Variable {
    let y = value.addingRow(row.value, output: output)
    guard let tape = Variable.tape(self, row) else { return Variable(y) }
    return tape.record(y) { dy in
      node?.add(dy)
      row.node?.add(dy.reshaped([-1, row.value.count]).columnSums().reshaped(row.shape))
    }
  }
}
