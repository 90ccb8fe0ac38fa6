import NeuralNetwork
import TensorCore

/// What a clip's given frames show as seen from where its cameras are at each frame, as latents: told instead of the
/// frame before of cameras that move.
public struct Guide {
  /// Of one clip.
  public struct Part {
    /// (T, V, h, w, z).
    public var latents: Tensor
    /// Which of the V cameras move; the others are told the frame before.
    public var moves: [Bool]

    public init(latents: Tensor, moves: [Bool]) {
      precondition(latents.shape[1] == moves.count, "\(moves.count) flags for \(latents.shape[1]) cameras")
      (self.latents, self.moves) = (latents, moves)
    }
  }

  /// (B, T, V, h, w, z), f32.
  public let latents: Tensor
  /// Whether it is told, B × V in that order.
  public let isTold: [Bool]

  public init(latents: Tensor, isTold: [Bool]) {
    precondition(latents.shape[0] * latents.shape[2] == isTold.count, "\(isTold.count) flags for \(latents.shape)")
    (self.latents, self.isTold) = (latents, isTold)
  }

  /// Of clips side by side, all of one shape; nil where none has one.
  public init?(_ clips: [Part?]) {
    guard let shape = clips.compactMap({ $0?.latents.shape }).first else { return nil }
    let parts = clips.map { $0?.latents.cast(to: .f32) ?? .zeros(shape) }
    self.init(
      latents: .concatenated(parts, axis: 0).reshaped([clips.count] + shape),
      isTold: clips.flatMap { $0?.moves ?? [Bool](repeating: false, count: shape[1]) })
  }

  /// Guides of frames that follow each other; nil where there are none.
  public static func joined(_ parts: [Guide]) -> Guide? {
    guard let first = parts.first else { return nil }
    return Guide(latents: .concatenated(parts.map(\.latents), axis: 1), isTold: first.isTold)
  }

  public func frames(_ range: Range<Int>) -> Guide {
    Guide(latents: latents.slice(axis: 1, range), isTold: isTold)
  }

  /// Tokens (B, T, N, token), camera by camera, with those of the guide where it is told.
  func over(_ tokens: Tensor, patch: Int) -> Tensor {
    let (length, views) = (latents.shape[1], latents.shape[2])
    let own = latents.spaceToDepth(patch).reshaped(tokens.shape)
    guard isTold.contains(false) else { return own }
    let count = isTold.count * length
    let rows = Tensor.concatenated([tokens, own].map { $0.reshaped([count, -1]) }, axis: 0)
    let from = (0..<count).map { row in
      let clip = row / (length * views)
      return isTold[clip * views + row % views] ? count + row : row
    }
    return rows.gatherRows(from).reshaped(tokens.shape)
  }
}
