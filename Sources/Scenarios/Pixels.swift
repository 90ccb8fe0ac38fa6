import TensorCore

/// Between 8-bit pixels and the compressor's -1...1.
enum Pixels {
  static func tensor(_ bytes: [UInt8], shape: [Int]) -> Tensor {
    let tensor = Tensor(uninitialized: shape, .f32)
    tensor.withMutableFloats { out in
      for i in 0..<bytes.count { out[i] = Float(bytes[i]) * (1 / 127.5) - 1 }
    }
    return tensor
  }

  /// Rounded to nearest, clamped to 0...255.
  static func bytes(_ tensor: Tensor) -> [UInt8] {
    tensor.withFloats { values in
      [UInt8](unsafeUninitializedCapacity: values.count) { out, count in
        for i in 0..<values.count {
          let scaled = values[i] * 127.5 + 128
          out[i] = UInt8(min(max(scaled, 0), 255.5))
        }
        count = values.count
      }
    }
  }
}
