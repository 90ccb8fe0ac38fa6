import CKernels

extension Tensor {
  /// x w [+ bias] for x (..., k) and w (k, n): (..., n) of type `output`.
  ///
  /// x is rounded to the matrix's type. `bias` is f32 (n).
  public func multiplied(by w: PackedMatrix, bias: Tensor? = nil, output: DType? = nil) -> Tensor {
    precondition(length(-1) == w.k, "\(shape) times a \(w.k) x \(w.n) matrix")
    precondition(bias.map { $0.count == w.n && $0.dtype == .f32 } ?? true, "a bias for \(w.n) columns")
    let x = cast(to: w.dtype)
    let result = Tensor(uninitialized: shape.dropLast() + [w.n], output ?? w.dtype)
    let rows = w.k == 0 ? result.count / max(1, w.n) : count / w.k
    if w.dtype == .f32 && rows <= Self.lowRows {
      Tiles.forEach(w.n, grain: Self.columnTile) { range in x.multiplyColumns(range, rows, w, bias, into: result) }
    } else {
      Tiles.forEach(rows, grain: Self.rowTile(rows, w.dtype)) { range in x.multiplyRows(range, w, bias, into: result) }
    }
    return result
  }

  /// Products of so few rows are cut by columns in f32: OpenBLAS packs the matrix anew for each tile, which by rows of 32
  /// took as long as multiplying.
  private static let lowRows = 512
  private static let columnTile = 128

  /// Rows of a product that one thread does in one go: small products still feed several threads, and OpenBLAS gets
  /// taller ones.
  private static func rowTile(_ rows: Int, _ dtype: DType) -> Int {
    if rows <= lowRows { return 32 }
    return dtype == .f32 ? 256 : 128
  }

  /// Columns of a product of `rows` rows in f32.
  private func multiplyColumns(
    _ range: Range<Int>, _ rows: Int, _ w: PackedMatrix, _ bias: Tensor?, into result: Tensor
  ) {
    let gemm = Gemm(
      m: rows, n: range.count, k: w.k, transposeB: w.isTransposed, lda: max(1, w.k), ldb: w.isTransposed ? w.k : w.n,
      ldc: w.n, type: .f32, result: .f32)
    let size = DType.f32.byteCount
    let c = result.pointer + range.lowerBound * size
    gemm.run(pointer, w.content.pointer + range.lowerBound * (w.isTransposed ? w.k : 1) * size, c)
    guard let bias else { return }
    let row = bias.pointer.assumingMemoryBound(to: Float.self) + range.lowerBound
    for i in 0..<rows {
      let at = c + i * w.n * size
      ck_add_row(at, DType.f32.code, row, DType.f32.code, at, DType.f32.code, 1, range.count)
    }
  }

  private func multiplyRows(_ range: Range<Int>, _ w: PackedMatrix, _ bias: Tensor?, into result: Tensor) {
    let gemm = Gemm(
      m: range.count, n: w.n, k: w.k, transposeB: w.isTransposed, lda: max(1, w.k), ldb: w.isTransposed ? w.k : w.n,
      ldc: w.n, type: w.dtype, result: result.dtype)
    let a = pointer + range.lowerBound * w.k * dtype.byteCount
    let c = result.pointer + range.lowerBound * w.n * result.dtype.byteCount
    let row = bias.map { $0.pointer.assumingMemoryBound(to: Float.self) }
    if w.dtype == .bf16 && w.k > 0 {
      gemm.runHalf(a, w.content.pointer, c, packed: true, bias: row)
    } else {
      gemm.run(a, w.content.pointer, c)
      guard let row else { return }
      ck_add_row(c, result.dtype.code, row, DType.f32.code, c, result.dtype.code, range.count, w.n)
    }
  }

  /// op(a) op(b) of two matrices of one type.
  public func product(
    _ b: Tensor, transposeA: Bool = false, transposeB: Bool = false, output: DType? = nil
  ) -> Tensor {
    precondition(rank == 2 && b.rank == 2 && dtype == b.dtype, "\(shape) \(dtype) times \(b.shape) \(b.dtype)")
    let (m, k) = transposeA ? (shape[1], shape[0]) : (shape[0], shape[1])
    let (kb, n) = transposeB ? (b.shape[1], b.shape[0]) : (b.shape[0], b.shape[1])
    precondition(k == kb, "inner lengths \(k) and \(kb)")
    let result = Tensor(uninitialized: [m, n], output ?? dtype)
    Tiles.forEach(m, grain: 128) { rows in
      let gemm = Gemm(
        m: rows.count, n: n, k: k, transposeA: transposeA, transposeB: transposeB, lda: max(1, shape[1]),
        ldb: max(1, b.shape[1]), ldc: n, type: dtype, result: result.dtype)
      let first = rows.lowerBound * (transposeA ? 1 : k) * dtype.byteCount
      gemm.run(pointer + first, b.pointer, result.pointer + rows.lowerBound * n * result.dtype.byteCount)
    }
    return result
  }
}
