import Episodes

/// One moment of a world as its cameras see it, with the truth that live scores need.
public struct LiveFrame: Sendable {
  /// One camera's picture.
  public struct View: Sendable {
    public var camera: String
    public var width: Int
    public var height: Int
    /// (H, W, 3) uint8.
    public var rgb: [UInt8]
    /// (H, W): 0 background, else 1 + index into the world's `segmentNames`.
    public var segmentation: [UInt8]
    public var intrinsics: Intrinsics
    public var extrinsics: Extrinsics
  }

  public var views: [View]
  /// Poses of the objects by name: position in metres, then quaternion w x y z; absent objects are left out.
  public var objects: [(name: String, pose: [Double])]
  /// The tool's tip, metres.
  public var tool: SIMD3<Double>?
  /// What it takes to come back here.
  public var physics: PhysicsState
}
