import Diagnostics
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

  /// Rounded to nearest, clamped to 0...255; what is no number becomes 0 (`requireNumbers` refuses it first).
  static func bytes(_ tensor: Tensor) -> [UInt8] {
    tensor.withFloats { values in
      [UInt8](unsafeUninitializedCapacity: values.count) { out, count in
        for i in 0..<values.count {
          let scaled = values[i] * 127.5 + 128
          // Comparisons with what is no number are false.
          out[i] = scaled > 0 ? UInt8(min(scaled, 255.5)) : 0
        }
        count = values.count
      }
    }
  }

  /// - Throws: `UserError` where a prediction holds what is no number: its weights are too large or damaged.
  static func requireNumbers(_ tensor: Tensor, of model: String) throws {
    let isSound = tensor.withFloats { values in values.allSatisfy(\.isFinite) }
    guard isSound else {
      throw UserError(
        "predicts what is no number", at: model,
        fix: "Its weights are damaged, or training diverged: check it with `orrery model check`, or train it again")
    }
  }
}
