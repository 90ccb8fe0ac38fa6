import CKernels

extension Tensor {
  public init(_ values: [Float], shape: [Int], _ dtype: DType = .f32) {
    self.init(uninitialized: shape, dtype)
    precondition(values.count == count, "\(values.count) values for shape \(shape)")
    values.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      ck_convert(start, DType.f32.code, pointer, dtype.code, count)
    }
  }

  public static func zeros(_ shape: [Int], _ dtype: DType = .f32) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype)
    result.fillWithZeros()
    return result
  }

  public static func full(_ shape: [Int], _ value: Float, _ dtype: DType = .f32) -> Tensor {
    zeros(shape, dtype).affine(scale: 0, shift: value)
  }

  /// The elements as an array.
  public func floats() -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      if let start = buffer.baseAddress { ck_convert(pointer, dtype.code, start, DType.f32.code, count) }
      initialised = count
    }
  }

  /// The only element.
  public var item: Float {
    precondition(count == 1, "item of shape \(shape)")
    return floats()[0]
  }

  /// Reads the elements of an `f32` tensor in place.
  public func withFloats<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
    precondition(dtype == .f32, "withFloats on \(dtype)")
    let start = UnsafePointer(pointer.assumingMemoryBound(to: Float.self))
    return try withExtendedLifetime(storage) { try body(UnsafeBufferPointer(start: start, count: count)) }
  }

  /// Writes the elements of an `f32` tensor in place; for its maker, before anyone else sees it.
  public func withMutableFloats<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    precondition(dtype == .f32, "withMutableFloats on \(dtype)")
    let start = pointer.assumingMemoryBound(to: Float.self)
    return try withExtendedLifetime(storage) { try body(UnsafeMutableBufferPointer(start: start, count: count)) }
  }

  func fillWithZeros() { pointer.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount) }

  /// A tensor of its own with the same elements.
  public func copy() -> Tensor {
    let result = Tensor(uninitialized: shape, dtype)
    result.pointer.copyMemory(from: pointer, byteCount: byteCount)
    return result
  }
}
