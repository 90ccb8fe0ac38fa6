import CKernels

extension Tensor {
  /// RMS normalisation over the last axis (Karras et al., arXiv 1710.10196) times `scale` (f32), then SiLU if wanted.
  public func pixelNormed(scale: Tensor, silu: Bool, output: DType? = nil) -> Tensor {
    let width = length(-1)
    precondition(scale.count == width, "\(shape) with a scale of \(scale.shape)")
    let type = output ?? dtype
    let result = Tensor(uninitialized: shape, type)
    Tiles.forEachRows(width == 0 ? 0 : count / width, width: width) { rows in
      ck_pixel_norm(
        pointer + rows.lowerBound * width * dtype.byteCount, dtype.code, scale.floatPointer, silu ? 1 : 0,
        result.pointer + rows.lowerBound * width * type.byteCount, type.code, rows.count, width)
    }
    return result
  }

  /// Gradients of `pixelNormed`: x's (added to `sum`, which is changed, where given) and scale's (f32).
  package func pixelNormedGradients(
    scale: Tensor, silu: Bool, dy: Tensor, addingTo sum: Tensor?
  ) -> (x: Tensor, scale: Tensor) {
    let width = length(-1)
    let rows = count / max(1, width)
    let dx = sum ?? Tensor(uninitialized: shape, dtype)
    let grain = max(1, (1 << 16) / max(1, width))
    let parts = max(1, (rows + grain - 1) / grain)
    let partial = Tensor(uninitialized: [parts, width])
    ThreadPool.parallelFor(parts) { part in
      let first = part * grain
      ck_pixel_norm_backward(
        pointer + first * width * dtype.byteCount, dtype.code, scale.floatPointer, silu ? 1 : 0,
        dy.pointer + first * width * dy.dtype.byteCount, dy.dtype.code, dx.pointer + first * width * dx.dtype.byteCount,
        dx.dtype.code, sum == nil ? 0 : 1, partial.floatPointer + part * width, min(grain, rows - first), width)
    }
    return (dx, partial.sumOfFirstAxis().reshaped(scale.shape))
  }
}
