import COneDNN
import COpenBLAS

/// What the engine's libraries make of this CPU; for the records of runs.
public enum Processor {
  /// The core whose kernels OpenBLAS uses.
  public static var openBLASCore: String { String(cString: ob_core()) }

  /// Whether the CPU multiplies bf16 itself, and faster than f32.
  public static var hasNativeBF16: Bool { od_has_native_bf16() != 0 }

  /// Whether oneDNN multiplies bf16 here; where not, the engine widens to f32, which is right but slower.
  public static var supportsBF16: Bool { od_supports_bf16() != 0 }

  /// oneDNN's name for how it does a layer's bf16 product of these lengths.
  public static func bf16Product(m: Int, n: Int, k: Int) -> String {
    var product = od_product()
    (product.m, product.n, product.k) = (Int32(m), Int32(n), Int32(k))
    (product.lda, product.ldc, product.packed) = (Int32(k), Int32(n), 1)
    (product.type, product.result) = (UInt8(OD_BF16), UInt8(OD_BF16))
    return String(cString: od_implementation(&product))
  }
}
