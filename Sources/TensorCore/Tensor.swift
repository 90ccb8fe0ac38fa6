import CKernels

/// An array of numbers: a shape over part of a storage, always dense and row-major.
///
/// A value: operations return new tensors. `reshaped` and `rows` look at the same storage, so who writes through
/// `withMutableFloats` must own it alone, right after making it.
public struct Tensor: @unchecked Sendable {
  public let shape: [Int]
  public let dtype: DType
  public private(set) var storage: Storage
  /// Bytes from the storage's base to the first element.
  public let offset: Int
  /// The number of elements.
  public let count: Int

  /// A look at part of a storage.
  public init(shape: [Int], dtype: DType, storage: Storage, offset: Int = 0) {
    let count = Tensor.count(shape)
    precondition(
      offset >= 0 && offset + count * dtype.byteCount <= storage.byteCount,
      "shape \(shape) of \(dtype) at byte \(offset) leaves a storage of \(storage.byteCount) bytes")
    (self.shape, self.dtype, self.storage, self.offset, self.count) = (shape, dtype, storage, offset, count)
  }

  /// Fresh memory with unspecified contents, for an operation to fill.
  public init(uninitialized shape: [Int], _ dtype: DType = .f32) {
    self.init(shape: shape, dtype: dtype, storage: Storage(byteCount: Tensor.count(shape) * dtype.byteCount))
  }

  private static func count(_ shape: [Int]) -> Int {
    var count = 1
    for length in shape {
      precondition(length >= 0, "negative length in shape \(shape)")
      count *= length
    }
    return count
  }

  public var rank: Int { shape.count }
  public var byteCount: Int { count * dtype.byteCount }

  /// The first element. Valid while the tensor lives.
  public var pointer: UnsafeMutableRawPointer { storage.base + offset }

  /// The length of an axis; negative axes count from the end.
  public func length(_ axis: Int) -> Int { shape[axis < 0 ? axis + rank : axis] }

  /// The same elements under another shape; one length may be -1 and is worked out.
  public func reshaped(_ shape: [Int]) -> Tensor {
    var shape = shape
    if let free = shape.firstIndex(of: -1) {
      shape[free] = 1
      let known = Tensor.count(shape)
      precondition(known > 0 && count % known == 0, "\(self.shape) does not divide into \(shape)")
      shape[free] = count / known
    }
    precondition(Tensor.count(shape) == count, "\(self.shape) is not \(shape)")
    return Tensor(shape: shape, dtype: dtype, storage: storage, offset: offset)
  }

  /// Part of the first axis, without a copy.
  public func rows(_ range: Range<Int>) -> Tensor {
    precondition(rank > 0 && range.lowerBound >= 0 && range.upperBound <= shape[0], "rows \(range) of \(shape)")
    let row = shape[0] == 0 ? 0 : byteCount / shape[0]
    return Tensor(
      shape: [range.count] + shape.dropFirst(), dtype: dtype, storage: storage, offset: offset + range.lowerBound * row)
  }
}

extension Tensor {
  /// Whether no other tensor looks at this storage, so that it may be written over.
  package mutating func isUniquelyOwned() -> Bool { isKnownUniquelyReferenced(&storage) }

  /// this += x; for the only owner.
  package func accumulate(_ x: Tensor) {
    precondition(count == x.count, "adding \(x.shape) to \(shape)")
    Tiles.forEach(count, grain: Tiles.elements) { range in
      let out = pointer + range.lowerBound * dtype.byteCount
      ck_combine(
        out, dtype.code, 1, x.pointer + range.lowerBound * x.dtype.byteCount, x.dtype.code, 1, out, dtype.code,
        range.count)
    }
  }
}
