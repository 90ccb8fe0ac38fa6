import TensorCore

/// Keys and values (before rotation) of committed latent frames, for each block that attends over time.
///
/// Exact until more than `window - 1` frames are committed; then the first frame stays as a sink (Xiao et al.,
/// arXiv 2309.17453) and the newest `window - 2` roll.
public final class TimeCache {
  private let window: Int
  /// Whether the frames of the next pass are kept.
  public var commits = false
  private var held: [ObjectIdentifier: [Tensor]] = [:]
  /// The newest committed frame itself; nil before the first.
  private(set) var last: FramesBefore.Last?

  public init(window: Int) { self.window = window }

  /// Earlier frames' qkv, (B, 1, N, 3 D) each, oldest first.
  func past(of block: AnyObject) -> [Tensor] { held[ObjectIdentifier(block)] ?? [] }

  /// Keeps the pass's frames (B, T, N, 3 D) where they are committed.
  func offer(_ qkv: Tensor, from block: AnyObject) {
    guard commits else { return }
    var frames = past(of: block)
    frames += (0..<qkv.shape[1]).map { qkv.slice(axis: 1, $0..<($0 + 1)) }
    let most = window - 1
    if frames.count > most { frames = [frames[0]] + frames.suffix(most - 1) }
    held[ObjectIdentifier(block)] = frames
  }

  func offer(last frame: FramesBefore.Last) {
    if commits { last = frame }
  }

  /// A copy that goes its own way: another branch of the same past.
  public func branched() -> TimeCache {
    let copy = TimeCache(window: window)
    (copy.held, copy.last) = (held, last)
    return copy
  }
}
