/// How much of a corner lies in the square window around each pixel.
///
/// The lesser eigenvalue of the window's mean structure tensor, from central differences of brightness 0…1: zero on flat
/// ground and along straight edges, where a patch could slide unseen. J. Shi, C. Tomasi, 1994.
struct CornerMap {
  private let width: Int
  private let side: Int
  /// (H + 1) × (W + 1) running sums of gx², gx·gy and gy².
  private var sums: [SIMD4<Double>]

  init(_ frame: GreyFrame, side: Int) {
    (width, self.side) = (frame.width, side)
    let stride = width + 1
    sums = [SIMD4<Double>](repeating: .zero, count: stride * (frame.height + 1))
    for y in 0..<frame.height {
      var row = SIMD4<Double>.zero
      for x in 0..<width {
        row += Self.tensor(frame, x, y)
        sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row
      }
    }
  }

  private static func tensor(_ frame: GreyFrame, _ x: Int, _ y: Int) -> SIMD4<Double> {
    guard x > 0, y > 0, x < frame.width - 1, y < frame.height - 1 else { return .zero }
    let p = y * frame.width + x
    let gx = Double(frame.pixels[p + 1] - frame.pixels[p - 1]) / 2
    let gy = Double(frame.pixels[p + frame.width] - frame.pixels[p - frame.width]) / 2
    return SIMD4(gx * gx, gx * gy, gy * gy, 0)
  }

  /// Of the window whose centre pixel is (x, y) and which must lie inside the frame.
  func strength(_ x: Int, _ y: Int) -> Double {
    let stride = width + 1
    let top = (y - side / 2) * stride + x - side / 2
    let bottom = top + side * stride
    let sum = sums[bottom + side] - sums[bottom] - sums[top + side] + sums[top]
    let mean = sum / Double(side * side)
    let half = (mean.x - mean.z) / 2
    return (mean.x + mean.z) / 2 - (half * half + mean.y * mean.y).squareRoot()
  }
}
