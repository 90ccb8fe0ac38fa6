/// One bf16 number, as its bits.
public struct BFloat16: Equatable, Sendable {
  public var bits: UInt16

  public init(bits: UInt16) { self.bits = bits }

  /// Rounds to nearest, ties to even; a NaN stays a NaN, and magnitudes above 3.39e38 become infinite.
  public init(_ value: Float) {
    let pattern = value.bitPattern
    if value.isNaN {
      bits = UInt16(pattern >> 16) | 0x40
    } else {
      bits = UInt16(truncatingIfNeeded: (pattern &+ 0x7fff &+ ((pattern >> 16) & 1)) >> 16)
    }
  }

  public var float: Float { Float(bitPattern: UInt32(bits) << 16) }

  /// Half the distance from 1 to the next number: the largest relative rounding error.
  public static let roundingError: Float = 0x1p-8
}
