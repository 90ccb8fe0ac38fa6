import Episodes

/// A lens and a pose: world points (metres) to pixels and back.
struct PinholeCamera: Equatable {
  let lens: Intrinsics
  /// The first three rows of world → camera.
  let rows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)

  init(_ lens: Intrinsics, _ pose: Extrinsics) {
    let m = pose.worldToCamera
    self.lens = lens
    rows = (SIMD4(m[0], m[1], m[2], m[3]), SIMD4(m[4], m[5], m[6], m[7]), SIMD4(m[8], m[9], m[10], m[11]))
  }

  static func == (a: PinholeCamera, b: PinholeCamera) -> Bool { a.lens == b.lens && a.rows == b.rows }

  /// A world point in camera coordinates: x right, y down, z forward.
  func camera(_ world: SIMD3<Double>) -> SIMD3<Double> {
    let p = SIMD4(world, 1)
    return SIMD3((rows.0 * p).sum(), (rows.1 * p).sum(), (rows.2 * p).sum())
  }

  /// Pixel coordinates (centres at integer + 0.5); meaningless behind the camera.
  func project(_ world: SIMD3<Double>) -> SIMD2<Double> {
    let p = camera(world)
    return SIMD2(lens.fx * p.x / p.z + lens.cx, lens.fy * p.y / p.z + lens.cy)
  }

  /// The world point seen at a pixel, `depth` metres along the optical axis.
  func unproject(_ pixel: SIMD2<Double>, depth: Double) -> SIMD3<Double> {
    let n = normalised(pixel)
    let p = SIMD3(n.x * depth - rows.0.w, n.y * depth - rows.1.w, depth - rows.2.w)
    return SIMD3(
      rows.0.x * p.x + rows.1.x * p.y + rows.2.x * p.z, rows.0.y * p.x + rows.1.y * p.y + rows.2.y * p.z,
      rows.0.z * p.x + rows.1.z * p.y + rows.2.z * p.z)
  }

  /// Image coordinates of a lens with focal length 1 and its principal point at 0.
  func normalised(_ pixel: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2((pixel.x - lens.cx) / lens.fx, (pixel.y - lens.cy) / lens.fy)
  }
}

extension Truth.View {
  /// The camera at frame t; nil where the view is not calibrated.
  func camera(at t: Int) -> PinholeCamera? {
    guard let intrinsics, let extrinsics, t < extrinsics.count else { return nil }
    return PinholeCamera(intrinsics, extrinsics[t])
  }
}
