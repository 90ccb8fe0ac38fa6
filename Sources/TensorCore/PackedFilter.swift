import COneDNN
import Synchronization

/// The weights of a convolution, in the order that the kernels like best for each image size met.
public final class PackedFilter: Sendable {
  public let outputs: Int
  public let inputs: Int
  public let side: Int
  public let dtype: DType
  private let plain: Tensor
  /// A filter of one pixel is a matrix.
  let matrix: PackedMatrix?
  private let packed = Mutex<[Int32: Tensor]>([:])

  /// `filter` is (outputs, side, side, inputs) with an odd side; it is rounded to `dtype` first.
  public init(_ filter: Tensor, _ dtype: DType) {
    precondition(
      filter.rank == 4 && filter.shape[1] == filter.shape[2] && filter.shape[1] % 2 == 1,
      "a filter of shape \(filter.shape)")
    (outputs, side, inputs) = (filter.shape[0], filter.shape[1], filter.shape[3])
    self.dtype = dtype
    plain = filter.cast(to: dtype)
    matrix = side == 1 ? PackedMatrix(plain.reshaped([outputs, inputs]), transposed: true, dtype) : nil
  }

  /// The weights for a convolution of this shape; `layout` is its order's number.
  func packed(for shape: od_convolution, layout: Int32) -> Tensor {
    packed.withLock { packed in
      if let ready = packed[layout] { return ready }
      var shape = shape
      let result = Tensor(uninitialized: [od_filter_size(&shape) / 4 + 1])
      let status = od_pack_filter(&shape, plain.pointer, result.pointer)
      precondition(status == 0, "oneDNN cannot pack a \(plain.shape) filter: status \(status)")
      packed[layout] = result
      return result
    }
  }
}
