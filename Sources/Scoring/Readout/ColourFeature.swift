/// Colour with most of the shading taken out: 256·(r, g, b)/(r + g + b + 60).
///
/// A Lambertian surface under white light keeps its ratios whatever its shading; the offset keeps dark pixels, whose
/// ratios are mostly rounding, near the origin and so in a place of their own.
enum ColourFeature {
  private static let offset: Float = 60

  @inline(__always)
  static func of(_ colour: SIMD4<Float>) -> SIMD4<Float> {
    colour * (256 / (colour.x + colour.y + colour.z + offset))
  }

  @inline(__always)
  static func distance(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
    let d = a - b
    return d.x * d.x + d.y * d.y + d.z * d.z
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The RGB value of a pixel as (r, g, b, 0), 0…255.
  @inline(__always)
  func colour(_ pixel: Int) -> SIMD4<Float> {
    SIMD4(Float(self[3 * pixel]), Float(self[3 * pixel + 1]), Float(self[3 * pixel + 2]), 0)
  }
}
