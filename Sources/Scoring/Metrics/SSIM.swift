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
    let views = truth.indices.map { Array(values[$0 * frames..<($0 + 1) * frames]).mean }
    return MetricValue(values.mean ?? .nan, curve: curve, views: views)
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
  /// Nine planes: x, y, x² + y², x·y, their four windowed means, and room for a pass.
  private let planes: UnsafeMutablePointer<Float>

  /// Values are shifted to −½…½, which changes no variance and keeps its rounding small.
  private static let shift: Float = 0.5

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    planes = .allocate(capacity: 9 * width * height)
    planes.initialize(repeating: 0, count: 9 * width * height)
  }

  deinit { planes.deallocate() }

  private func plane(_ index: Int) -> UnsafeMutablePointer<Float> { planes + index * width * height }

  func sum(_ x: UnsafeBufferPointer<UInt8>, _ y: UnsafeBufferPointer<UInt8>, _ window: GaussianWindow) -> Double {
    (0..<3).reduce(0) { total, channel in
      multiply(x, y, channel)
      for m in 0..<4 {
        window.apply(plane(m), width: width, height: height, scratch: plane(8), result: plane(4 + m))
      }
      return total + similarity()
    }
  }

  private func multiply(_ x: UnsafeBufferPointer<UInt8>, _ y: UnsafeBufferPointer<UInt8>, _ channel: Int) {
    let (px, py, squares, products) = (plane(0), plane(1), plane(2), plane(3))
    for i in 0..<(width * height) {
      let a = Float(x[3 &* i &+ channel]) * (1 / 255) - Self.shift
      let b = Float(y[3 &* i &+ channel]) * (1 / 255) - Self.shift
      (px[i], py[i], squares[i], products[i]) = (a, b, a * a + b * b, a * b)
    }
  }

  /// (2 μₓμᵧ + C₁)(2 σₓᵧ + C₂) / ((μₓ² + μᵧ² + C₁)(σₓ² + σᵧ² + C₂)), mean over the windows.
  private func similarity() -> Double {
    let (mx, my, squares, products) = (plane(4), plane(5), plane(6), plane(7))
    let count = (width - GaussianWindow.taps + 1) * (height - GaussianWindow.taps + 1)
    let (c1, c2): (Float, Float) = (0.0001, 0.0009)
    var sum = 0.0
    for i in 0..<count {
      let a = mx[i]
      let b = my[i]
      let spread = squares[i] - a * a - b * b
      let common = products[i] - a * b
      let ma = a + Self.shift
      let mb = b + Self.shift
      sum += Double((2 * ma * mb + c1) * (2 * common + c2) / ((ma * ma + mb * mb + c1) * (spread + c2)))
    }
    return sum / Double(count)
  }
}
