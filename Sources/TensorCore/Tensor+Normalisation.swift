import CKernels

extension Tensor {
  /// Rows in groups that share a vector: x (..., N, D) with a vector (..., D) each.
  private func groups(sharing vector: Tensor) -> (count: Int, rows: Int, width: Int) {
    let width = length(-1)
    let groups = width == 0 ? 0 : vector.count / width
    precondition(
      vector.length(-1) == width && groups > 0 && (count / width) % groups == 0,
      "\(shape) in groups that share rows of \(vector.shape)")
    return (groups, count / width / groups, width)
  }

  /// LayerNorm(x) (1 + scale) + shift: adaLN (Peebles & Xie, arXiv 2212.09748), eps 1e-6.
  ///
  /// x is (..., N, D), shift and scale (..., D) of one type.
  public func modulated(shift: Tensor, scale: Tensor, output: DType) -> Tensor {
    precondition(shift.dtype == scale.dtype && shift.count == scale.count, "shift \(shift.shape), scale \(scale.shape)")
    let result = Tensor(uninitialized: shape, output)
    let (groups, rows, width) = groups(sharing: shift)
    let grain = min(rows, 32)
    let perGroup = (rows + grain - 1) / max(1, grain)
    ThreadPool.parallelFor(groups * perGroup) { tile in
      let (group, first) = (tile / perGroup, tile % perGroup * grain)
      let row = group * rows + first
      let vector = group * width * shift.dtype.byteCount
      ck_modulate(
        pointer + row * width * dtype.byteCount, dtype.code, shift.pointer + vector, scale.pointer + vector,
        shift.dtype.code, result.pointer + row * width * output.byteCount, output.code, min(grain, rows - first), width)
    }
    return result
  }

  /// Gradients of `modulated`: x's (added to `sum`, which is changed, where given), shift's and scale's (f32).
  package func modulatedGradients(
    scale: Tensor, dy: Tensor, addingTo sum: Tensor?
  ) -> (x: Tensor, shift: Tensor, scale: Tensor) {
    precondition(sum.map { $0.count == count && $0.dtype == dtype } ?? true, "adding \(shape) to \(sum?.shape ?? [])")
    let dx = sum ?? Tensor(uninitialized: shape, dtype)
    let (dshift, dscale) = (Tensor(uninitialized: scale.shape), Tensor(uninitialized: scale.shape))
    let (groups, rows, width) = groups(sharing: scale)
    ThreadPool.parallelFor(groups) { group in
      let first = group * rows * width
      ck_modulate_backward(
        pointer + first * dtype.byteCount, dtype.code, scale.pointer + group * width * scale.dtype.byteCount,
        scale.dtype.code, dy.pointer + first * dy.dtype.byteCount, dy.dtype.code, dx.pointer + first * dtype.byteCount,
        dtype.code, sum == nil ? 0 : 1, dshift.floatPointer + group * width, dscale.floatPointer + group * width, rows,
        width)
    }
    return (dx, dshift, dscale)
  }

  /// x + gate h, with x and h (..., N, D) and a gate (..., D). The result has x's type.
  public func addingGated(_ h: Tensor, gate: Tensor) -> Tensor {
    precondition(count == h.count, "\(shape) plus gated \(h.shape)")
    let result = Tensor(uninitialized: shape, dtype)
    let (groups, rows, width) = groups(sharing: gate)
    let grain = min(rows, 64)
    let perGroup = (rows + grain - 1) / max(1, grain)
    ThreadPool.parallelFor(groups * perGroup) { tile in
      let (group, start) = (tile / perGroup, tile % perGroup * grain)
      let first = (group * rows + start) * width
      ck_gate_add(
        pointer + first * dtype.byteCount, dtype.code, gate.pointer + group * width * gate.dtype.byteCount,
        gate.dtype.code, h.pointer + first * h.dtype.byteCount, h.dtype.code, result.pointer + first * dtype.byteCount,
        dtype.code, min(grain, rows - start), width)
    }
    return result
  }

  /// Gradients of `addingGated` with respect to h (of its type) and the gate (f32), from this gradient of the result.
  package func gatedGradients(h: Tensor, gate: Tensor) -> (h: Tensor, gate: Tensor) {
    let (dh, dgate) = (Tensor(uninitialized: h.shape, h.dtype), Tensor(uninitialized: gate.shape))
    let (groups, rows, width) = groups(sharing: gate)
    ThreadPool.parallelFor(groups) { group in
      let first = group * rows * width
      ck_gate_add_backward(
        pointer + first * dtype.byteCount, dtype.code, gate.pointer + group * width * gate.dtype.byteCount,
        gate.dtype.code, h.pointer + first * h.dtype.byteCount, h.dtype.code, dh.pointer + first * h.dtype.byteCount,
        h.dtype.code, dgate.floatPointer + group * width, rows, width)
    }
    return (dh, dgate)
  }

  package var floatPointer: UnsafeMutablePointer<Float> {
    precondition(dtype == .f32, "\(dtype) read as f32")
    return pointer.assumingMemoryBound(to: Float.self)
  }
}
