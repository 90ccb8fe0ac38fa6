import Foundation

/// How far a patch is shifted against a frame that shows it to within a pixel.
///
/// Steps of efficient second-order minimisation on windows brought to mean 0 and the patch's energy: with e the
/// difference and g the mean of both gradients (central differences, without the rim), a step is −(Σ g gᵀ)⁻¹ Σ g e, and
/// the frame is sampled anew (Catmull-Rom) after each. Identical patches have exactly no shift, which a parabola through
/// correlation scores does not give. S. Benhimane, E. Malis, 2004.
enum SubPixelShift {
  private static let rounds = 5
  private static let enough = 0.002

  /// `patch` has mean 0; (x, y) is the centre pixel of the window that resembles it. At most a pixel on each axis.
  static func find(_ patch: [Float], in frame: GreyFrame, x: Int, y: Int, side: Int) -> SIMD2<Double> {
    var shift = SIMD2<Double>.zero
    let origin = SIMD2(Double(x - side / 2), Double(y - side / 2))
    for _ in 0..<rounds {
      let step = estimate(from: patch, to: centred(frame.window(at: origin + shift, side)), side: side)
      shift = (shift + step).clamped(lowerBound: SIMD2(-1, -1), upperBound: SIMD2(1, 1))
      if step.length < enough { break }
    }
    return shift
  }

  /// One step; 0 where the patch has no corner.
  private static func estimate(from a: [Float], to b: [Float], side: Int) -> SIMD2<Double> {
    let scale = (energy(a) / max(energy(b), 1e-12)).squareRoot()
    var xx = 0.0
    var xy = 0.0
    var yy = 0.0
    var xe = 0.0
    var ye = 0.0
    for y in 1..<(side - 1) {
      for x in 1..<(side - 1) {
        let p = y * side + x
        let gx = gradient(a, b, scale, p, 1)
        let gy = gradient(a, b, scale, p, side)
        let e = Double(b[p]) * scale - Double(a[p])
        (xx, xy, yy) = (xx + gx * gx, xy + gx * gy, yy + gy * gy)
        (xe, ye) = (xe + gx * e, ye + gy * e)
      }
    }
    let determinant = xx * yy - xy * xy
    guard determinant > 1e-6 * (xx + yy) * (xx + yy) else { return .zero }
    return SIMD2(xy * ye - yy * xe, xy * xe - xx * ye) / determinant
  }

  private static func centred(_ patch: [Float]) -> [Float] {
    let mean = Float(patch.reduce(0.0) { $0 + Double($1) } / Double(patch.count))
    return patch.map { $0 - mean }
  }

  private static func energy(_ patch: [Float]) -> Double { patch.reduce(0) { $0 + Double($1) * Double($1) } }

  /// The mean of both patches' central differences along a step.
  @inline(__always)
  private static func gradient(_ a: [Float], _ b: [Float], _ scale: Double, _ p: Int, _ step: Int) -> Double {
    (Double(a[p + step] - a[p - step]) + scale * Double(b[p + step] - b[p - step])) / 4
  }
}
