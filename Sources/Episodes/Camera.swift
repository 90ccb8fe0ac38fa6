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
}
