import CKernels

extension Tensor {
  /// dy GELU'(x).
  public func geluGradient(_ dy: Tensor) -> Tensor {
    zipped(dy, to: dtype) { x, dy0, dx, n in ck_gelu_backward(x, dtype.code, dy0, dy.dtype.code, dx, dtype.code, n) }
  }

  public func siluGradient(_ dy: Tensor) -> Tensor {
    zipped(dy, to: dtype) { x, dy0, dx, n in ck_silu_backward(x, dtype.code, dy0, dy.dtype.code, dx, dtype.code, n) }
  }

  /// The gradient through `softClipped`, whose result this is.
  public func softClipGradient(_ dy: Tensor, limit: Float) -> Tensor {
    zipped(dy, to: dtype) { y, dy0, dx, n in
      ck_soft_clip_backward(y, dtype.code, dy0, dy.dtype.code, limit, dx, dtype.code, n)
    }
  }

  /// squared (a - b) + absolute sign(a - b).
  public func distanceGradient(to b: Tensor, squared: Float, absolute: Float) -> Tensor {
    zipped(b, to: dtype) { x, y, dx, n in
      ck_distance_backward(x, dtype.code, y, b.dtype.code, squared, absolute, dx, dtype.code, n)
    }
  }
}
