/// A2 `ssim`: structural similarity, mean over views and predicted frames.
///
/// 11×11 Gaussian window of σ 1.5, windows wholly inside the frame, each RGB channel by itself, population covariance,
/// data range 1, C₁ = 0.01², C₂ = 0.03². It equals scikit-image's `structural_similarity` with `gaussian_weights=True,
/// sigma=1.5, use_sample_covariance=False, data_range=1, channel_axis=-1`. Z. Wang et al., 2004.
public enum SSIM {
  public static func score(_ predicted: [Clip], truth: [Clip]) -> MetricValue {
    let frames = truth.first?.frames ?? 0
    guard truth.allSatisfy({ min($0.width, $0.height) >= GaussianWindow.taps }) else {
      return .unmeasurable("frames are smaller than the 11×11 window")
    }
    let window = GaussianWindow()
    let values = parallelMap(frames * truth.count) { job in
      mean(predicted[job / frames], truth[job / frames], frame: job % frames, window)
    }
    let curve = (0..<frames).map { t in truth.indices.map { values[$0 * frames + t] }.mean }
    return MetricValue(values.mean ?? .nan, curve: curve)
  }

  /// One frame's mean over channels and windows.
  static func mean(_ a: Clip, _ b: Clip, frame t: Int, _ window: GaussianWindow) -> Double {
    let sum = a.withFrame(t) { x in
      b.withFrame(t) { y in
        x.elementsEqual(y) ? 3 : SSIMScratch(width: a.width, height: a.height).sum(x, y, window)
      }
    }
    return sum / 3
  }
}

/// Buffers for one frame's moments, reused over its channels.
private final class SSIMScratch {
  private let width, height: Int
  private var products: [[Float]]
  private var means: [[Float]]
  private var scratch: [Float]

  /// Values are shifted to −½…½, which changes no variance and keeps its rounding small.
  private static let shift: Float = 0.5

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    let blank = [Float](repeating: 0, count: width * height)
    (products, means, scratch) = (Array(repeating: blank, count: 4), Array(repeating: blank, count: 4), blank)
  }

  func sum(_ x: UnsafeBufferPointer<UInt8>, _ y: UnsafeBufferPointer<UInt8>, _ window: GaussianWindow) -> Double {
    (0..<3).reduce(0) { total, channel in
      multiply(x, y, channel)
      for m in 0..<4 {
        window.apply(products[m], width: width, height: height, scratch: &scratch, result: &means[m])
      }
      return total + similarity()
    }
  }

  /// x, y, x² + y² and x·y of one channel.
  private func multiply(_ x: UnsafeBufferPointer<UInt8>, _ y: UnsafeBufferPointer<UInt8>, _ channel: Int) {
    for i in 0..<(width * height) {
      let a = Float(x[3 * i + channel]) / 255 - Self.shift, b = Float(y[3 * i + channel]) / 255 - Self.shift
      products[0][i] = a
      products[1][i] = b
      products[2][i] = a * a + b * b
      products[3][i] = a * b
    }
  }

  private func similarity() -> Double {
    let count = (width - GaussianWindow.taps + 1) * (height - GaussianWindow.taps + 1)
    let (c1, c2): (Float, Float) = (0.0001, 0.0009)
    var sum = 0.0
    for i in 0..<count {
      let a = means[0][i], b = means[1][i]
      let spread = means[2][i] - a * a - b * b, common = means[3][i] - a * b
      let ma = a + Self.shift, mb = b + Self.shift
      sum += Double((2 * ma * mb + c1) * (2 * common + c2) / ((ma * ma + mb * mb + c1) * (spread + c2)))
    }
    return sum / Double(count)
  }
}
