/// Damages files' bytes as downloads, disks and other programs do: deterministic for its number.
public struct Mutator {
  private var state: UInt64

  public init(_ number: UInt64) { state = number &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  /// Numbers that readers trip over.
  private static let numbers: [UInt64] = [
    0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF,
    0x8000_0000_0000_0000, .max,
  ]
  /// Words that text formats trip over.
  private static let words = [
    "-1", "0", "1e999", "-1e308", "NaN", "99999999999999999999", "null", "true", "{", "}", "[", "]", "\"", "'", ":",
    ",",
    "\n", "\t", "&a", "*a", "<<: *a", "!!binary", "---", "\u{0}", "é", "..", "/", "\\u0000", "- - - -",
  ]

  /// One to four faults in a copy of `bytes`.
  ///
  /// - Parameter keepsLength: faults only overwrite, for files whose structure hangs on places.
  public mutating func damage(_ bytes: [UInt8], keepsLength: Bool = false) -> [UInt8] {
    var all = bytes
    for _ in 0...below(4) where !all.isEmpty { fault(&all, keepsLength) }
    return all
  }

  private mutating func fault(_ all: inout [UInt8], _ keepsLength: Bool) {
    let at = below(all.count)
    let length = min(1 + below(16), all.count - at)
    switch below(keepsLength ? 4 : 9) {
    case 0: all[at] ^= 1 << UInt8(below(8))
    case 1: all[at] = UInt8(truncatingIfNeeded: next())
    case 2:
      let number = Self.numbers[below(Self.numbers.count)]
      let width = min([1, 2, 4, 8][below(4)], all.count - at)
      for i in 0..<width { all[at + i] = UInt8(truncatingIfNeeded: number >> UInt64(8 * i)) }
    case 3:
      for (i, byte) in Self.words[below(Self.words.count)].utf8.enumerated() where at + i < all.count {
        all[at + i] = byte
      }
    case 4: all.removeSubrange(at..<at + length)
    case 5: all.insert(contentsOf: all[at..<at + length], at: below(all.count))
    case 6: all.insert(contentsOf: Self.words[below(Self.words.count)].utf8, at: at)
    case 7: all.removeSubrange(at...)
    default:
      let to = below(all.count - length + 1)
      let part = Array(all[at..<at + length])
      all.replaceSubrange(to..<to + length, with: part)
    }
  }
}
