extension [Extrinsics] {
  /// Metres, and radians in small angles, that a camera has to move by to count as moving: poses that were estimated
  /// tremble.
  private static let least = 1e-3

  /// Whether a camera is ever anywhere else than at its first pose.
  public var move: Bool {
    guard let first = first?.worldToCamera else { return false }
    return contains { pose in zip(pose.worldToCamera, first).contains { abs($0 - $1) > Self.least } }
  }
}
