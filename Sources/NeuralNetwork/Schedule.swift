import Foundation

/// How the learning rate moves over training.
public enum Schedule {
  /// Linear warm-up, then a half cosine down to `floor` (Loshchilov & Hutter, arXiv 1608.03983); the peak is 1.
  public static func cosine(step: Int, total: Int, warmup: Int, floor: Float = 0.02) -> Float {
    if step < warmup { return Float(step + 1) / Float(warmup) }
    let x = min(1, Double(step - warmup) / Double(max(1, total - warmup)))
    return floor + (1 - floor) * Float(0.5 * (1 + cos(Double.pi * x)))
  }
}
