/// Random numbers addressed by a counter: the n-th number of a seed is the same whoever asks for it, in any order.
///
/// The output function of SplitMix64 on seed + n·γ. G. Steele, D. Lea, C. Flood, OOPSLA 2014.
struct CounterRandom: Sendable {
  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  func bits(_ counter: UInt64) -> UInt64 {
    var z = seed &+ (counter &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in 0..<bound, by the high word of a product: a bias of at most bound / 2⁶⁴.
  func index(_ counter: UInt64, below bound: Int) -> Int {
    Int(bits(counter).multipliedFullWidth(by: UInt64(bound)).high)
  }
}
