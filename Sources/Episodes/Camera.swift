/// A pinhole camera's lens: focal lengths and principal point, in pixels.
///
/// Pixel centres lie at integer + 0.5, so the principal point of a centred 128-pixel image is 64.
public struct Intrinsics: Equatable, Sendable {
  public var fx, fy, cx, cy: Double

  public init(fx: Double, fy: Double, cx: Double, cy: Double) {
    (self.fx, self.fy, self.cx, self.cy) = (fx, fy, cx, cy)
  }

  /// Row-major 3×3.
  public var matrix: [Double] { [fx, 0, cx, 0, fy, cy, 0, 0, 1] }
}

/// A camera's pose as the map from world to camera coordinates: x right, y down, z forward (OpenCV's convention).
public struct Extrinsics: Equatable, Sendable {
  /// Row-major 4×4, world (metres) → camera (metres).
  public var worldToCamera: [Double]

  public init(worldToCamera: [Double]) {
    precondition(worldToCamera.count == 16, "a pose has 16 numbers, not \(worldToCamera.count)")
    self.worldToCamera = worldToCamera
  }

  /// Where a world point (metres) is seen, pixels with centres at integer + 0.5, and its distance along the optical
  /// axis, metres; nil behind the camera.
  public func project(_ p: SIMD3<Double>, _ lens: Intrinsics) -> (x: Double, y: Double, depth: Double)? {
    let m = worldToCamera
    let row = { (i: Int) in m[4 * i] * p.x + m[4 * i + 1] * p.y + m[4 * i + 2] * p.z + m[4 * i + 3] }
    let (x, y, z) = (row(0), row(1), row(2))
    return z > 1e-6 ? (lens.fx * x / z + lens.cx, lens.fy * y / z + lens.cy, z) : nil
  }
}
