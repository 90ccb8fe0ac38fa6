import TensorCore

/// How far two results may lie apart, and why.
///
/// An element passes when |a - b| <= relative * max(|b|, scale of b) where the scale is b's root mean square: elements
/// near zero come out of cancellation and carry the error of their neighbours.
public struct Tolerance: Sendable {
  public let relative: Float

  public init(relative: Float) { self.relative = relative }

  /// Equal bits.
  public static let exact = Tolerance(relative: 0)
  /// The polynomials of the kernels (exp, tanh) and a few roundings: 8 units of 2^-23.
  public static let elementwise = Tolerance(relative: 1e-6)
  /// One rounding to bf16: 2^-8 of the element.
  public static let bf16 = Tolerance(relative: 0x1p-8)
  /// A few bf16 roundings in a row, or the rounding of a sum's inputs.
  public static let bf16Chain = Tolerance(relative: 3 * 0x1p-8)

  /// Attention from bf16 queries and keys: a score of size s is off by s 2^-8, and so is its weight; normal inputs
  /// reach s = 8, and two more roundings follow.
  public static let bf16Attention = Tolerance(relative: 10 * 0x1p-8)

  /// A sum of `count` f32 products in another order: errors grow like the root of the count, 2^-24 each, with a margin
  /// of 8 for the largest of many elements.
  public static func sum(_ count: Int) -> Tolerance {
    Tolerance(relative: 8 * Float(max(1, count)).squareRoot() * 0x1p-24 + 1e-6)
  }

  /// For results of this type: `single` where they are f32, bf16's rounding on top where they are not.
  public static func result(_ dtype: DType, _ single: Tolerance) -> Tolerance {
    dtype == .f32 ? single : Tolerance(relative: single.relative + bf16.relative)
  }
}
