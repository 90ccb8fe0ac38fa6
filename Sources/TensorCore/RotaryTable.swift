import Foundation

/// Cosines and sines of rotary position embedding (Su et al., arXiv 2104.09864), one row a position.
///
/// Pair i of a head is channels i and i + width / 2.
public struct RotaryTable: Sendable {
  /// (positions, pairs), f32.
  public let cosine: Tensor
  public let sine: Tensor

  /// Pair i turns by position * base^(-i / pairs).
  public init(positions: [Float], pairs: Int, base: Float) {
    let frequencies = (0..<pairs).map { powf(base, -Float($0) / Float(pairs)) }
    let angles = positions.flatMap { position in frequencies.map { position * $0 } }
    let shape = [positions.count, pairs]
    cosine = Tensor(angles.map { cosf($0) }, shape: shape)
    sine = Tensor(angles.map { sinf($0) }, shape: shape)
  }

  private init(cosine: Tensor, sine: Tensor) {
    (self.cosine, self.sine) = (cosine, sine)
  }

  /// Axial positions: the first pairs turn by one coordinate, the others by another.
  public func beside(_ other: RotaryTable) -> RotaryTable {
    RotaryTable(
      cosine: .concatenated([cosine, other.cosine], axis: 1), sine: .concatenated([sine, other.sine], axis: 1))
  }

  public var positions: Int { cosine.shape[0] }
  public var pairs: Int { cosine.shape[1] }
}
