import NeuralNetwork
import TensorCore

/// What a clip's given frames show as seen from where its cameras are at each frame, as latents: told instead of the
/// frame before where cameras move.
public struct Guide {
  /// (B, T, V, h, w, z), f32.
  public let latents: Tensor
  /// Whether it is known, B × T in that order; elsewhere the frame before is told, as where cameras stand.
  public let isKnown: [Bool]

  public init(latents: Tensor, isKnown: [Bool]) {
    precondition(
      latents.shape[0] * latents.shape[1] == isKnown.count, "\(isKnown.count) flags for guides \(latents.shape)")
    (self.latents, self.isKnown) = (latents, isKnown)
  }

  /// Of clips side by side; nil where none has one.
  ///
  /// - Parameter clips: each (T, V, h, w, z), all of one shape; nil where it is not known.
  public init?(_ clips: [Tensor?]) {
    guard let shape = clips.compactMap({ $0?.shape }).first else { return nil }
    let parts = clips.map { $0?.cast(to: .f32) ?? .zeros(shape) }
    self.init(
      latents: .concatenated(parts, axis: 0).reshaped([clips.count] + shape),
      isKnown: clips.flatMap { [Bool](repeating: $0 != nil, count: shape[0]) })
  }

  public func frames(_ range: Range<Int>) -> Guide {
    let length = latents.shape[1]
    let kept = isKnown.indices.filter { range.contains($0 % length) }
    return Guide(latents: latents.slice(axis: 1, range), isKnown: kept.map { isKnown[$0] })
  }

  /// Tokens (B, T, N, token) with those of the guide where it is known.
  func over(_ tokens: Tensor, patch: Int) -> Tensor {
    let own = latents.spaceToDepth(patch).reshaped(tokens.shape)
    guard isKnown.contains(false) else { return own }
    let count = isKnown.count
    let rows = Tensor.concatenated([tokens, own].map { $0.reshaped([count, -1]) }, axis: 0)
    return rows.gatherRows(isKnown.indices.map { isKnown[$0] ? count + $0 : $0 }).reshaped(tokens.shape)
  }
}
