import Episodes

/// A camera in single precision, for pictures' worth of points.
struct Projection: Sendable {
  private let rows: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)
  private let focal, centre: SIMD2<Float>

  init(_ lens: Intrinsics, _ pose: Extrinsics) {
    let m = pose.worldToCamera.map { Float($0) }
    rows = (SIMD4(m[0], m[1], m[2], m[3]), SIMD4(m[4], m[5], m[6], m[7]), SIMD4(m[8], m[9], m[10], m[11]))
    focal = SIMD2(Float(lens.fx), Float(lens.fy))
    centre = SIMD2(Float(lens.cx), Float(lens.cy))
  }

  /// Pixels, with centres at integer + 0.5, and metres along the optical axis; nil behind the camera.
  func project(_ p: SIMD3<Float>) -> SIMD3<Float>? {
    let h = SIMD4(p, 1)
    let z = (rows.2 * h).sum()
    guard z > 1e-4 else { return nil }
    return SIMD3(focal.x * (rows.0 * h).sum() / z + centre.x, focal.y * (rows.1 * h).sum() / z + centre.y, z)
  }

  func unproject(_ x: Float, _ y: Float, depth: Float) -> SIMD3<Float> {
    let p = SIMD3(
      (x - centre.x) / focal.x * depth - rows.0.w, (y - centre.y) / focal.y * depth - rows.1.w, depth - rows.2.w)
    return SIMD3(
      rows.0.x * p.x + rows.1.x * p.y + rows.2.x * p.z, rows.0.y * p.x + rows.1.y * p.y + rows.2.y * p.z,
      rows.0.z * p.x + rows.1.z * p.y + rows.2.z * p.z)
  }
}
