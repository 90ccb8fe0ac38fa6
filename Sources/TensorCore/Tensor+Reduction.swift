import CKernels

extension Tensor {
  /// The sum of all elements. Tiles are added in order, in double precision.
  public func sum() -> Double { reduced { x, n in ck_sum(x, dtype.code, n) } }

  public func mean() -> Double { count == 0 ? 0 : sum() / Double(count) }

  public func sumOfSquares() -> Double { reduced { x, n in ck_sum_squares(x, dtype.code, n) } }

  /// The sum of (a - b)^2.
  public func squaredDistance(to b: Tensor) -> Double {
    reduced(b) { x, y, n in ck_squared_distance(x, dtype.code, y, b.dtype.code, n) }
  }

  /// The sum of |a - b|.
  public func absoluteDistance(to b: Tensor) -> Double {
    reduced(b) { x, y, n in ck_absolute_distance(x, dtype.code, y, b.dtype.code, n) }
  }

  /// Whether any element is NaN or infinite.
  public var hasNonFiniteElements: Bool { ck_has_nonfinite(pointer, dtype.code, count) != 0 }

  /// (..., width) summed over everything but the last axis: (width) in f32.
  public func columnSums() -> Tensor {
    let width = length(-1)
    let rows = width == 0 ? 0 : count / width
    let grain = max(1, (1 << 17) / max(1, width))
    let parts = max(1, (rows + grain - 1) / grain)
    let partial = Tensor(uninitialized: [parts, width])
    ThreadPool.parallelFor(parts) { part in
      let (first, last) = (part * grain, min(rows, (part + 1) * grain))
      let out = (partial.pointer + part * width * 4).assumingMemoryBound(to: Float.self)
      ck_column_sum(pointer + first * width * dtype.byteCount, dtype.code, out, 0, last - first, width)
    }
    return partial.sumOfFirstAxis()
  }

  private func reduced(_ body: (UnsafeRawPointer, Int) -> Double) -> Double {
    reduced(self) { x, _, n in body(x, n) }
  }

  private func reduced(_ b: Tensor, _ body: (UnsafeRawPointer, UnsafeRawPointer, Int) -> Double) -> Double {
    precondition(count == b.count, "\(shape) and \(b.shape) are compared element by element")
    let grain = 1 << 16
    var partial = [Double](repeating: 0, count: (count + grain - 1) / grain)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial
      Tiles.forEach(count, grain: grain) { range in
        partial[range.lowerBound / grain] = body(
          pointer + range.lowerBound * dtype.byteCount, b.pointer + range.lowerBound * b.dtype.byteCount, range.count)
      }
    }
    return partial.reduce(0, +)
  }
}
