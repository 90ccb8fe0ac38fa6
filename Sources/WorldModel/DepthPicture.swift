import Episodes

/// A picture whose pixels' distances are known, and the camera that took it.
struct DepthPicture: Sendable {
  let width, height: Int
  let lens: Intrinsics
  /// The world's points behind the pixels, metres.
  let points: [SIMD3<Float>]
  private let rgb: [UInt8]
  private let depth: [Float]
  private let camera: Projection

  /// How far behind what is seen a point may lie and still count as it, in shares of its distance.
  static let tolerance: Float = 0.02

  init?(_ view: Episode.View, frame: Int) {
    let pixels = view.width * view.height
    guard let lens = view.intrinsics, let poses = view.extrinsics, frame < poses.count, let all = view.depth,
      all.count >= (frame + 1) * pixels
    else { return nil }
    (width, height, self.lens) = (view.width, view.height, lens)
    rgb = Array(view.rgb[frame * view.frameBytes..<(frame + 1) * view.frameBytes])
    let depth = Array(all[frame * pixels..<(frame + 1) * pixels])
    let camera = Projection(lens, poses[frame])
    let wide = view.width
    points = (0..<pixels).map {
      camera.unproject(Float($0 % wide) + 0.5, Float($0 / wide) + 0.5, depth: depth[$0])
    }
    (self.depth, self.camera) = (depth, camera)
  }

  /// The colour of a world point; nil where this picture does not show it.
  func colour(of point: SIMD3<Float>) -> SIMD3<Float>? {
    guard let p = camera.project(point), p.x >= 0.5, p.y >= 0.5, p.x <= Float(width) - 0.5, p.y <= Float(height) - 0.5
    else { return nil }
    let nearest = depth[min(height - 1, Int(p.y)) * width + min(width - 1, Int(p.x))]
    guard abs(p.z - nearest) <= Self.tolerance * p.z else { return nil }
    return sample(p.x - 0.5, p.y - 0.5)
  }

  /// Between pixels by cubic convolution (R. Keys, IEEE TASSP 29, 1981, a = -1/2), which softens less than a straight line.
  private func sample(_ x: Float, _ y: Float) -> SIMD3<Float> {
    let (left, top) = (Int(x), Int(y))
    let (across, down) = (Self.weights(x - Float(left)), Self.weights(y - Float(top)))
    var sum = SIMD3<Float>()
    for j in 0..<4 {
      let row = min(max(top + j - 1, 0), height - 1) * width
      for i in 0..<4 {
        let at = 3 * (row + min(max(left + i - 1, 0), width - 1))
        sum += down[j] * across[i] * SIMD3(Float(rgb[at]), Float(rgb[at + 1]), Float(rgb[at + 2]))
      }
    }
    return sum
  }

  private static func weights(_ t: Float) -> SIMD4<Float> {
    let (t2, t3) = (t * t, t * t * t)
    return SIMD4(
      -0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2)
  }
}

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
