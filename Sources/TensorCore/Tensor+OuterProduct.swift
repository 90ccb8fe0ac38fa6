import CKernels

extension Tensor {
  /// a^T b summed over all rows, for a (..., m) and b (..., n) of one type: (m, n) in f32.
  ///
  /// The gradient of a linear layer's weight. The sum over rows is long, so it is cut into a few parts whose number
  /// depends on the lengths alone, and the parts are added in order.
  public func outerProduct(_ b: Tensor) -> Tensor {
    let (m, n) = (length(-1), b.length(-1))
    let rows = m == 0 ? 0 : count / m
    precondition(dtype == b.dtype && b.count == rows * n, "outer product of \(shape) and \(b.shape)")
    let plan = OuterProductPlan(m: m, n: n, rows: rows)
    let parts = Tensor(uninitialized: [plan.parts, m, n])
    ThreadPool.parallelFor(plan.tiles) { tile in
      let (part, block) = (tile / plan.blocks, tile % plan.blocks)
      outerProductBlock(b, plan, part, block, into: parts.rows(part..<part + 1))
    }
    return parts.sumOfFirstAxis()
  }

  private func outerProductBlock(_ b: Tensor, _ plan: OuterProductPlan, _ part: Int, _ block: Int, into part0: Tensor) {
    let (i, j, k) = (plan.rowsOfResult(block), plan.columnsOfResult(block), plan.terms(part))
    let gemm = Gemm(
      m: i.count, n: j.count, k: k.count, transposeA: true, lda: plan.m, ldb: plan.n, ldc: plan.n, type: dtype,
      result: .f32)
    gemm.run(
      pointer + (k.lowerBound * plan.m + i.lowerBound) * dtype.byteCount,
      b.pointer + (k.lowerBound * plan.n + j.lowerBound) * dtype.byteCount,
      part0.pointer + (i.lowerBound * plan.n + j.lowerBound) * 4)
  }

  /// Adds (parts, ...) over the first axis, in order. One part is returned as it is.
  func sumOfFirstAxis() -> Tensor {
    let rest = Array(shape.dropFirst())
    if shape[0] == 1 { return reshaped(rest) }
    let result = Tensor(uninitialized: rest)
    let width = result.count
    Tiles.forEach(width, grain: Tiles.elements) { range in
      let out = result.pointer + range.lowerBound * 4
      ck_convert(pointer + range.lowerBound * 4, 0, out, 0, range.count)
      for part in 1..<shape[0] {
        ck_combine(out, 0, 1, pointer + (part * width + range.lowerBound) * 4, 0, 1, out, 0, range.count)
      }
    }
    return result
  }
}

/// How an outer product is cut: blocks of the result, parts of the sum.
private struct OuterProductPlan {
  let m: Int
  let n: Int
  let rows: Int
  let side = 256
  let parts: Int

  init(m: Int, n: Int, rows: Int) {
    (self.m, self.n, self.rows) = (m, n, rows)
    let blocks = max(1, ((m + 255) / 256) * ((n + 255) / 256))
    // Enough tiles for several threads, but parts long enough to be worth their own sum.
    parts = max(1, min(8, min((15 + blocks) / blocks, rows / 512)))
  }

  var columnBlocks: Int { (n + side - 1) / side }
  var blocks: Int { ((m + side - 1) / side) * columnBlocks }
  var tiles: Int { blocks * parts }

  func rowsOfResult(_ block: Int) -> Range<Int> {
    let first = block / columnBlocks * side
    return first..<min(m, first + side)
  }

  func columnsOfResult(_ block: Int) -> Range<Int> {
    let first = block % columnBlocks * side
    return first..<min(n, first + side)
  }

  func terms(_ part: Int) -> Range<Int> { rows * part / parts..<rows * (part + 1) / parts }
}
