/// A piece of the background that was looked for again.
public struct DriftMark: Equatable, Sendable {
  /// Where it should be, pixels.
  public var place: SIMD2<Float>
  /// From there to where it was found, pixels; nil where it was not.
  public var offset: SIMD2<Float>?

  public init(place: SIMD2<Float>, offset: SIMD2<Float>?) { (self.place, self.offset) = (place, offset) }
}
