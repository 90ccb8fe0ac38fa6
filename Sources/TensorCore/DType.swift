import CKernels

/// The type of a tensor's elements.
public enum DType: String, Sendable, CaseIterable {
  /// IEEE 754 single precision.
  case f32
  /// The upper half of an `f32`: eight bits of exponent, seven of mantissa. Arithmetic on it is done in `f32`.
  case bf16

  public var byteCount: Int { self == .f32 ? 4 : 2 }

  /// The number by which the kernels know this type.
  var code: Int32 { self == .f32 ? Int32(CK_F32) : Int32(CK_BF16) }
}
