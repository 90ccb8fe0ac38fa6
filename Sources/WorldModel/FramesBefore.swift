import Autograd
import TensorCore

/// What each frame is told of the one before it: its tokens as a guess of the frame's own, and its actions.
///
/// A camera that stands still shows much the same again, so the network predicts what changes; one that moves shows the
/// given frames from another place, and where that is known it is the guess (`Guide`). A noisy frame before is
/// told as the best guess of it that needs no network: of latents with a spread of 1 at noise level s,
/// (1 - s) / ((1 - s)² + s²) times the noisy ones (Karras et al., arXiv 2206.00364, skip scaling, for this flow).
/// No gradient flows through it.
struct FramesBefore {
  /// (B, T, N, token), of whole frames; zero where there is no frame before.
  let tokens: Tensor
  /// (B, T, group, A); those of a pass's first frame are zero where nothing was committed.
  let actions: Tensor

  /// - Parameters:
  ///   - tokens: noisy ones of the pass's whole frames, (B, T, N, token).
  ///   - patch: latents along the side of a token.
  init(
    of tokens: Tensor, _ frames: FrameCondition, _ sight: TemporalAttention.Sight, _ cache: TimeCache?, patch: Int
  ) {
    let guess = tokens.scaled(by: frames.sigma.floats().map(Self.trust))
    let earlier = Self.shifted(guess, sight, first: cache?.last?.tokens)
    self.tokens = frames.guide?.over(earlier, patch: patch) ?? earlier
    actions = Self.shifted(frames.actions, sight, first: cache?.last?.actions)
    cache?.offer(last: Last(tokens: Self.end(guess), actions: Self.end(frames.actions)))
  }

  /// Those tokens of each frame that `places` names, in its order, (B, T, places, token).
  func tokens(at places: [Int]) -> Tensor {
    let (frames, count) = (tokens.shape[0] * tokens.shape[1], tokens.shape[2])
    return tokens.reshaped([frames * count, tokens.shape[3]])
      .gatherRows((0..<frames).flatMap { frame in places.map { frame * count + $0 } })
      .reshaped([tokens.shape[0], tokens.shape[1], places.count, tokens.shape[3]])
  }

  /// The last committed frame: its guess (B, 1, N, token) and its actions (B, 1, group, A).
  struct Last {
    let tokens, actions: Tensor
  }

  static func trust(_ sigma: Float) -> Float {
    let clean = 1 - sigma
    return clean / (clean * clean + sigma * sigma)
  }

  /// x (B, T, ...) a frame later. Of a pair both halves follow the first one's frames, which are the past.
  private static func shifted(_ x: Tensor, _ sight: TemporalAttention.Sight, first: Tensor?) -> Tensor {
    let length = sight == .paired ? x.shape[1] / 2 : x.shape[1]
    var shape = x.shape
    shape[1] = 1
    let part = [first ?? .zeros(shape, x.dtype), x.slice(axis: 1, 0..<(length - 1))]
    return .concatenated(sight == .paired ? part + part : part, axis: 1)
  }

  private static func end(_ x: Tensor) -> Tensor { x.slice(axis: 1, (x.shape[1] - 1)..<x.shape[1]) }
}

extension Tensor {
  /// Each of `scales.count` equal parts times its own number.
  fileprivate func scaled(by scales: [Float]) -> Tensor {
    let flat = reshaped([scales.count, -1])
    return Tensor.concatenated(scales.enumerated().map { flat.rows($0..<($0 + 1)).affine(scale: $1) }, axis: 0)
      .reshaped(shape)
  }
}
