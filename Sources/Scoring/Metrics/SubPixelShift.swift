import Foundation

/// How far a patch is shifted against a frame that shows it to within a pixel.
///
/// Steps of efficient second-order minimisation on windows brought to mean 0 and the patch's energy: with e the
/// difference and g the mean of both gradients (central differences, without the rim), a step is −(Σ g gᵀ)⁻¹ Σ g e, and
/// the frame is sampled anew (Catmull-Rom) after each. What a change of brightness or contrast explains is taken out of
/// e and g first: a shift changes a window's mean and energy too, and a patch without much corner would take dozens of
/// steps else. Identical patches have exactly no shift, which a parabola through correlation scores does not give.
/// S. Benhimane, E. Malis, 2004; brightness and contrast as in H. Jin et al., 2001.
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
    // Sums of (gx, gy, e, mean picture), their squares and products.
    var sum = SIMD4<Double>.zero
    var byPicture = SIMD4<Double>.zero
    var byX = SIMD4<Double>.zero
    var byY = SIMD4<Double>.zero
    for y in 1..<(side - 1) {
      for x in 1..<(side - 1) {
        let p = y * side + x
        let (one, other) = (Double(a[p]), Double(b[p]) * scale)
        let v = SIMD4(gradient(a, b, scale, p, 1), gradient(a, b, scale, p, side), other - one, (one + other) / 2)
        sum += v
        byPicture += v * v.w
        byX += v * v.x
        byY += v * v.y
      }
    }
    let n = Double((side - 2) * (side - 2))
    byPicture -= sum * (sum.w / n)
    byX -= sum * (sum.x / n)
    byY -= sum * (sum.y / n)
    let contrast = byPicture / max(byPicture.w, 1e-12)
    byX -= contrast * byPicture.x
    byY -= contrast * byPicture.y
    let (xx, xy, yy) = (byX.x, byX.y, byY.y)
    let determinant = xx * yy - xy * xy
    guard determinant > 1e-6 * (xx + yy) * (xx + yy) else { return .zero }
    return SIMD2(xy * byY.z - yy * byX.z, xy * byX.z - xx * byY.z) / determinant
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
