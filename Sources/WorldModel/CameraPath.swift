import Episodes

/// Where a camera goes.
public enum CameraPath {
  /// Metres, and radians in small angles, that a camera has to move by to count as moving.
  private static let least = 1e-6

  /// Whether a camera is ever anywhere else than at its first pose.
  public static func moves(_ poses: [Extrinsics]) -> Bool {
    guard let first = poses.first?.worldToCamera else { return false }
    return poses.contains { pose in zip(pose.worldToCamera, first).contains { abs($0 - $1) > least } }
  }
}
