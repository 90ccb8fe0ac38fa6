import TensorCore

extension Variable {
  /// Attention among the tokens of each frame: qkv (..., N, 3 heads width) to (..., N, heads width).
  ///
  /// `query` and `key` are QK-norm's scales (width); normalisation and rotary positions happen inside.
  public func attendingOverSpace(query: Variable, key: Variable, positions: RotaryTable, heads: Int) -> Variable {
    let attention = SpatialAttention(
      scales: HeadScales(query: query.value, key: key.value), positions: positions, heads: heads)
    let qkv = value
    guard let tape = Variable.tape(self, query, key) else { return Variable(attention(qkv)) }
    return tape.record(attention(qkv)) { dy in
      let gradients = attention.gradients(qkv, dy.cast(to: qkv.dtype))
      node?.add(gradients.qkv)
      query.node?.add(gradients.query)
      key.node?.add(gradients.key)
    }
  }

  /// Attention of each token over its own history: qkv (B, T, N, 3 heads width) to (B, T, N, heads width).
  ///
  /// `past` holds earlier frames' qkv values (B, 1, N, 3 heads width), oldest first, and is for inference.
  public func attendingOverTime(
    query: Variable, key: Variable, positions: RotaryTable, heads: Int, window: Int,
    sight: TemporalAttention.Sight, past: [Tensor] = []
  ) -> Variable {
    let attention = TemporalAttention(
      scales: HeadScales(query: query.value, key: key.value), positions: positions, heads: heads, window: window,
      sight: sight)
    let qkv = value
    guard let tape = Variable.tape(self, query, key) else { return Variable(attention(qkv, past: past)) }
    precondition(past.isEmpty, "gradients through a past of \(past.count) frames")
    return tape.record(attention(qkv)) { dy in
      let gradients = attention.gradients(qkv, dy.cast(to: qkv.dtype))
      node?.add(gradients.qkv)
      query.node?.add(gradients.query)
      key.node?.add(gradients.key)
    }
  }
}
