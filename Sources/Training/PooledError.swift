import Foundation
import TensorCore

/// The squared error of decoded pictures, pooled over all that were added.
struct PooledError {
  private var sum = 0.0
  private var count = 0

  /// Both of one shape, -1...1 from black to white; what was decoded may leave that a little.
  mutating func add(_ decoded: Tensor, _ truth: Tensor) {
    sum += decoded.cast(to: .f32).clamped(-1, 1).squaredDistance(to: truth) / 4
    count += truth.count
  }

  /// dB; NaN where nothing was added.
  var psnr: Double { -10 * log10(sum / Double(count)) }
}
