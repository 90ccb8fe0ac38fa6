import CKernels

/// Random numbers by counter: Philox4x32-10 (Salmon et al., SC 2011, doi.org/10.1145/2063384.2063405).
///
/// A value: the same key and element always give the same number, in any order, on any number of threads. There is no
/// default seed. Different uses take different streams of one seed.
public struct Philox: Equatable, Sendable {
  public let seed: UInt32
  public let stream: UInt32

  public init(seed: UInt32, stream: UInt32) {
    (self.seed, self.stream) = (seed, stream)
  }

  /// A stream of this seed for a numbered purpose (a step, an episode): both are mixed, so streams of streams differ.
  public func split(_ number: UInt32) -> Philox {
    let words = block(0x5eed_0000_0000_0000 | UInt64(number))
    return Philox(seed: words[0], stream: words[1])
  }

  /// The four words of one counter.
  public func block(_ counter: UInt64) -> [UInt32] {
    var words: [UInt32] = [UInt32(truncatingIfNeeded: counter), UInt32(counter >> 32), 0, 0]
    ck_philox(&words, [seed, stream])
    return words
  }

  /// Uniform in (0, 1), from element `first` of the sequence on.
  public func uniform(_ shape: [Int], first: Int = 0) -> Tensor { fill(shape, first, ck_uniform) }

  /// Standard normals (Box-Muller).
  public func normal(_ shape: [Int], first: Int = 0) -> Tensor { fill(shape, first, ck_normal) }

  /// An integer in 0..<bound from element `index`; the bias is below bound / 2^64.
  public func integer(below bound: Int, at index: Int) -> Int {
    precondition(bound > 0 && index >= 0, "an integer below \(bound) at \(index)")
    let words = block(UInt64(index))
    let bits = UInt64(words[0]) << 32 | UInt64(words[1])
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  private typealias Filler = (UnsafePointer<UInt32>, UInt64, UnsafeMutablePointer<Float>, Int) -> Void

  private func fill(_ shape: [Int], _ first: Int, _ filler: Filler) -> Tensor {
    precondition(first >= 0, "element \(first)")
    let result = Tensor(uninitialized: shape)
    let out = result.pointer.assumingMemoryBound(to: Float.self)
    let key = [seed, stream]
    Tiles.forEach(result.count, grain: 1 << 12) { range in
      filler(key, UInt64(first + range.lowerBound), out + range.lowerBound, range.count)
    }
    return result
  }
}
