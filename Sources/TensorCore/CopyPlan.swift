/// A strided copy with its axes merged: what runs together in both arrays is one block.
struct CopyPlan {
  private(set) var shape: [Int] = []
  private(set) var strides: [Int] = []
  /// Bytes of a block, which is also the unit of `strides`.
  private(set) var size: Int

  init(shape: [Int], strides: [Int], elementSize: Int) {
    size = elementSize
    for (length, stride) in zip(shape, strides) where length != 1 { append(length, stride) }
    mergeInnermost()
    if self.shape.isEmpty { append(1, 1) }
  }

  /// An axis that continues the one before it joins it.
  private mutating func append(_ length: Int, _ stride: Int) {
    if let last = strides.last, last == stride * length {
      shape[shape.count - 1] *= length
      strides[strides.count - 1] = stride
    } else {
      shape.append(length)
      strides.append(stride)
    }
  }

  /// A dense innermost axis becomes the block itself, when every other stride is a multiple of it.
  private mutating func mergeInnermost() {
    guard let length = shape.last, strides.last == 1, shape.count > 1 else { return }
    guard strides.dropLast().allSatisfy({ $0 % length == 0 }) else { return }
    shape.removeLast()
    strides = strides.dropLast().map { $0 / length }
    size *= length
  }
}
