import COneDNN
import COpenBLAS

/// One single-threaded matrix product of raw memory: OpenBLAS for f32, oneDNN for bf16.
///
/// c (m, n) = op(a) (m, k) op(b) (k, n) [+ bias] [+ c]; leading dimensions in elements.
struct Gemm {
  var m: Int
  var n: Int
  var k: Int
  var transposeA = false
  var transposeB = false
  var lda: Int
  var ldb: Int
  var ldc: Int
  var type: DType
  var result: DType
  var accumulate = false

  func run(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeMutableRawPointer) {
    guard m > 0, n > 0 else { return }
    guard k > 0 else { return clear(c) }
    if type == .f32 { runSingle(a, b, c) } else { runHalf(a, b, c, packed: false, bias: nil) }
  }

  /// An empty sum is zero.
  private func clear(_ c: UnsafeMutableRawPointer) {
    if accumulate { return }
    for row in 0..<m {
      (c + row * ldc * result.byteCount).initializeMemory(as: UInt8.self, repeating: 0, count: n * result.byteCount)
    }
  }

  private func runSingle(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeMutableRawPointer) {
    precondition(result == .f32, "an f32 product into \(result)")
    ob_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), 1, a.assumingMemoryBound(to: Float.self), Int32(lda),
      b.assumingMemoryBound(to: Float.self), Int32(ldb), accumulate ? 1 : 0, c.assumingMemoryBound(to: Float.self),
      Int32(ldc))
  }

  /// `packed`: b is in oneDNN's blocked order.
  func runHalf(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeMutableRawPointer, packed: Bool,
    bias: UnsafePointer<Float>?
  ) {
    var product = od_product()
    (product.m, product.n, product.k) = (Int32(m), Int32(n), Int32(k))
    (product.lda, product.ldb, product.ldc) = (Int32(lda), Int32(ldb), Int32(ldc))
    product.transpose_a = transposeA ? 1 : 0
    product.transpose_b = transposeB ? 1 : 0
    product.packed = packed ? 1 : 0
    product.bias = bias == nil ? 0 : 1
    product.accumulate = accumulate ? 1 : 0
    product.type = UInt8(type == .f32 ? OD_F32 : OD_BF16)
    product.result = UInt8(result == .f32 ? OD_F32 : OD_BF16)
    let status = od_multiply(&product, a, b, bias, c)
    precondition(status == 0, "oneDNN refused a \(m) x \(n) x \(k) product with status \(status)")
  }
}
