/// Where one object's centre is in one camera's picture, frame by frame.
public struct ObjectPath: Sendable {
  /// Such as `cube`.
  public var object: String
  public var camera: Int
  /// The sample it was read from; `nil` for the truth.
  public var sample: Int?
  /// Pixels from the picture's top left corner, (0.5, 0.5) in the middle of the first pixel; `nil` where it is not seen.
  public var points: [SIMD2<Float>?]

  public init(object: String, camera: Int, sample: Int? = nil, points: [SIMD2<Float>?]) {
    (self.object, self.camera, self.sample, self.points) = (object, camera, sample, points)
  }
}
