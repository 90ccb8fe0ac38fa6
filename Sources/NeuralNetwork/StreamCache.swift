import Autograd
import TensorCore

/// What the causal convolutions of one model remember of a stream between its parts.
public final class StreamCache {
  private var frames: [ObjectIdentifier: Tensor] = [:]

  public init() {}

  /// The frames before the next part (B, taps - 1, H, W, C), once there were any.
  func past(of weight: Parameter) -> Tensor? { frames[ObjectIdentifier(weight)] }

  /// Keeps the last frames of x (B, T, H, W, C).
  func keep(_ x: Tensor, frames count: Int, of weight: Parameter) {
    let all = past(of: weight).map { Tensor.concatenated([$0, x], axis: 1) } ?? padded(x, count)
    frames[ObjectIdentifier(weight)] = all.slice(axis: 1, all.shape[1] - count..<all.shape[1])
  }

  /// A copy that goes its own way: another future of the same past.
  public func branched() -> StreamCache {
    let copy = StreamCache()
    copy.frames = frames
    return copy
  }

  /// A stream starts after zeros.
  private func padded(_ x: Tensor, _ count: Int) -> Tensor {
    var shape = x.shape
    guard shape[1] < count else { return x }
    shape[1] = count
    return .concatenated([.zeros(shape, x.dtype), x], axis: 1)
  }
}
