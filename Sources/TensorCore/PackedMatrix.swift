import COneDNN

/// A matrix (k, n) that many rows will be multiplied by, in the order that the product likes best.
///
/// In bf16 that is oneDNN's blocked order; f32 stays as it is.
public final class PackedMatrix: Sendable {
  public let k: Int
  public let n: Int
  public let dtype: DType
  let isTransposed: Bool
  let content: Tensor

  /// `matrix` is (k, n), or (n, k) when `transposed`; it is rounded to `dtype` first.
  public init(_ matrix: Tensor, transposed: Bool, _ dtype: DType) {
    precondition(matrix.rank == 2, "packing a matrix of shape \(matrix.shape)")
    (k, n) = transposed ? (matrix.shape[1], matrix.shape[0]) : (matrix.shape[0], matrix.shape[1])
    self.dtype = dtype
    let plain = matrix.cast(to: dtype)
    isTransposed = transposed
    content = dtype == .f32 || k == 0 || n == 0 ? plain : Self.blocked(plain, k, n, transposed)
  }

  private static func blocked(_ plain: Tensor, _ k: Int, _ n: Int, _ transposed: Bool) -> Tensor {
    let size = od_packed_size(Int32(k), Int32(n), Int32(OD_BF16))
    precondition(size > 0, "oneDNN cannot pack a \(k) x \(n) matrix")
    let packed = Tensor(uninitialized: [size / 2 + 1], .bf16)
    let status = od_pack(
      Int32(k), Int32(n), Int32(OD_BF16), transposed ? 1 : 0, Int32(transposed ? k : n), plain.pointer, packed.pointer)
    precondition(status == 0, "oneDNN cannot pack a \(k) x \(n) matrix: status \(status)")
    return packed
  }
}
