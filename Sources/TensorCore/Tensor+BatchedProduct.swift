extension Tensor {
  /// op(a) op(b) for each pair of matrices in two stacks of one type: (..., m, k) and (..., k, n) to (..., m, n).
  public func batchedProduct(
    _ b: Tensor, transposeA: Bool = false, transposeB: Bool = false, output: DType? = nil
  ) -> Tensor {
    precondition(
      rank >= 2 && b.rank == rank && shape.dropLast(2) == b.shape.dropLast(2) && dtype == b.dtype,
      "stacks \(shape) \(dtype) and \(b.shape) \(b.dtype)")
    let (m, k) = transposeA ? (length(-1), length(-2)) : (length(-2), length(-1))
    let (kb, n) = transposeB ? (b.length(-1), b.length(-2)) : (b.length(-2), b.length(-1))
    precondition(k == kb, "inner lengths \(k) and \(kb)")
    let result = Tensor(uninitialized: shape.dropLast(2) + [m, n], output ?? dtype)
    let gemm = Gemm(
      m: m, n: n, k: k, transposeA: transposeA, transposeB: transposeB, lda: max(1, length(-1)),
      ldb: max(1, b.length(-1)), ldc: max(1, n), type: dtype, result: result.dtype)
    ThreadPool.parallelFor(shape.dropLast(2).reduce(1, *)) { i in
      gemm.run(
        pointer + i * m * k * dtype.byteCount, b.pointer + i * k * n * dtype.byteCount,
        result.pointer + i * m * n * result.dtype.byteCount)
    }
    return result
  }
}
