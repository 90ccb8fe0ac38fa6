import Foundation

/// Random numbers that depend on nothing but (seed, stream) and how many were drawn: Philox 4×32-10.
///
/// Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011). Streams of one seed are independent, so a
/// change in how one part of an episode is drawn leaves the other parts alone.
public struct EpisodeRandom: Sendable {
  /// What a stream is for; the raw values are part of what a seed means, so they never change.
  public enum Stream: UInt64, Sendable {
    case placement = 1
    case choice = 2
    case policy = 3
    case perturbation = 4
  }

  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var block: SIMD4<UInt32> = .zero
  private var used = 4

  public init(seed: UInt64, stream: Stream) {
    self.init(seed: seed, stream: stream.rawValue)
  }

  public init(seed: UInt64, stream: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(0, 0, UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
  }

  /// The 128 random bits of one counter under one key.
  public static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let a = (0xD251_1F53 as UInt32).multipliedFullWidth(by: c.x)
      let b = (0xCD9E_8D57 as UInt32).multipliedFullWidth(by: c.z)
      c = SIMD4(b.high ^ c.y ^ k.x, b.low, a.high ^ c.w ^ k.y, a.low)
      k = SIMD2(k.x &+ 0x9E37_79B9, k.y &+ 0xBB67_AE85)
    }
    return c
  }

  public mutating func next32() -> UInt32 {
    if used == 4 {
      block = Self.philox(counter: counter, key: key)
      counter.x &+= 1
      if counter.x == 0 { counter.y &+= 1 }
      used = 0
    }
    used += 1
    return block[used - 1]
  }

  /// Uniform in [0, 1) with 53 bits.
  public mutating func unit() -> Double {
    let (high, low) = (UInt64(next32()), UInt64(next32()))
    return Double((high << 32 | low) >> 11) * 0x1p-53
  }

  public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// Standard normal, by Box and Muller.
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  public mutating func index(_ count: Int) -> Int {
    precondition(count > 0, "nothing to pick from")
    return min(count - 1, Int(unit() * Double(count)))
  }

  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[index(elements.count)] }

  /// An index drawn with the given weights (≥ 0, not all 0).
  public mutating func weighted(_ weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (i, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return i }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
