/// How far one patch is shifted against another that matches it to within a pixel.
///
/// One step of efficient second-order minimisation on patches brought to mean 0 and the same energy: with e their
/// difference and g the mean of both gradients (central differences, without the rim), the shift is −(Σ g gᵀ)⁻¹ Σ g e.
/// Identical patches have exactly no shift, which a parabola through correlation scores does not give. S. Benhimane,
/// E. Malis, 2004.
enum SubPixelShift {
  /// Both are (side, side) with mean 0; the result is at most a pixel on each axis, 0 where the patch has no corner.
  static func estimate(from a: [Float], to b: [Float], side: Int) -> SIMD2<Double> {
    let scale = (energy(a) / max(energy(b), 1e-12)).squareRoot()
    var xx = 0.0, xy = 0.0, yy = 0.0, xe = 0.0, ye = 0.0
    for y in 1..<(side - 1) {
      for x in 1..<(side - 1) {
        let p = y * side + x
        let gx = gradient(a, b, scale, p, 1), gy = gradient(a, b, scale, p, side)
        let e = Double(b[p]) * scale - Double(a[p])
        (xx, xy, yy) = (xx + gx * gx, xy + gx * gy, yy + gy * gy)
        (xe, ye) = (xe + gx * e, ye + gy * e)
      }
    }
    let determinant = xx * yy - xy * xy
    guard determinant > 1e-6 * (xx + yy) * (xx + yy) else { return .zero }
    let shift = SIMD2(xy * ye - yy * xe, xy * xe - xx * ye) / determinant
    return shift.clamped(lowerBound: SIMD2(-1, -1), upperBound: SIMD2(1, 1))
  }

  private static func energy(_ patch: [Float]) -> Double { patch.reduce(0) { $0 + Double($1) * Double($1) } }

  /// The mean of both patches' central differences along a step.
  @inline(__always)
  private static func gradient(_ a: [Float], _ b: [Float], _ scale: Double, _ p: Int, _ step: Int) -> Double {
    (Double(a[p + step] - a[p - step]) + scale * Double(b[p + step] - b[p - step])) / 4
  }
}
