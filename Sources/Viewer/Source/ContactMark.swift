/// Something is touched by the robot or by another object.
public struct ContactMark: Equatable, Sendable {
  /// The middle of what is touched, or between two objects that touch; pixels.
  public var place: SIMD2<Float>
  /// Newtons.
  public var force: Float

  public init(place: SIMD2<Float>, force: Float) { (self.place, self.force) = (place, force) }
}
