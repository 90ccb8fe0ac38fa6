import CKernels

extension Tensor {
  /// The same numbers as another type; itself when it is that type already.
  public func cast(to dtype: DType) -> Tensor {
    if dtype == self.dtype { return self }
    return mapped(to: dtype) { x, y, n in ck_convert(x, self.dtype.code, y, dtype.code, n) }
  }

  /// scale x + shift.
  public func affine(scale: Float, shift: Float = 0, output: DType? = nil) -> Tensor {
    let type = output ?? dtype
    return mapped(to: type) { x, y, n in ck_affine(x, dtype.code, scale, shift, y, type.code, n) }
  }

  public func clamped(_ low: Float, _ high: Float) -> Tensor {
    mapped(to: dtype) { x, y, n in ck_clamp(x, dtype.code, low, high, y, dtype.code, n) }
  }

  /// GELU in its tanh form (Hendrycks & Gimpel, arXiv 1606.08415).
  public func gelu() -> Tensor { mapped(to: dtype) { x, y, n in ck_gelu(x, dtype.code, y, dtype.code, n) } }

  /// SiLU: x sigmoid(x).
  public func silu() -> Tensor { mapped(to: dtype) { x, y, n in ck_silu(x, dtype.code, y, dtype.code, n) } }

  /// limit tanh(x / limit).
  public func softClipped(at limit: Float) -> Tensor {
    mapped(to: dtype) { x, y, n in ck_soft_clip(x, dtype.code, limit, y, dtype.code, n) }
  }

  /// alpha a + beta b for two tensors of one shape.
  public func combined(_ alpha: Float, _ b: Tensor, _ beta: Float, output: DType? = nil) -> Tensor {
    let type = output ?? dtype
    return zipped(b, to: type) { x, z, y, n in
      ck_combine(x, dtype.code, alpha, z, b.dtype.code, beta, y, type.code, n)
    }
  }

  /// a + b. The result has `output`'s type, else f32 when either is f32.
  public func adding(_ b: Tensor, output: DType? = nil) -> Tensor { combined(1, b, 1, output: output ?? wider(b)) }

  public func subtracting(_ b: Tensor, output: DType? = nil) -> Tensor {
    combined(1, b, -1, output: output ?? wider(b))
  }

  /// The elementwise product.
  public func timesElements(of b: Tensor, output: DType? = nil) -> Tensor {
    let type = output ?? wider(b)
    return zipped(b, to: type) { x, z, y, n in ck_multiply(x, dtype.code, z, b.dtype.code, y, type.code, n) }
  }

  private func wider(_ b: Tensor) -> DType { dtype == .f32 || b.dtype == .f32 ? .f32 : .bf16 }

  /// A new tensor of this shape, filled tile by tile.
  package func mapped(
    to dtype: DType, _ body: (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
  ) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype)
    Tiles.forEach(count, grain: Tiles.elements) { range in
      body(
        pointer + range.lowerBound * self.dtype.byteCount, result.pointer + range.lowerBound * dtype.byteCount,
        range.count)
    }
    return result
  }

  package func zipped(
    _ b: Tensor, to dtype: DType,
    _ body: (UnsafeRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
  ) -> Tensor {
    precondition(count == b.count, "\(shape) and \(b.shape) are combined element by element")
    let result = Tensor(uninitialized: shape, dtype)
    Tiles.forEach(count, grain: Tiles.elements) { range in
      body(
        pointer + range.lowerBound * self.dtype.byteCount, b.pointer + range.lowerBound * b.dtype.byteCount,
        result.pointer + range.lowerBound * dtype.byteCount, range.count)
    }
    return result
  }
}
