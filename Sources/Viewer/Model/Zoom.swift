/// Which part of every image is shown: the same in all panes, so that they stay comparable.
struct Zoom: Equatable {
  private(set) var factor: Float = 1
  /// The middle of the part shown, as shares of the image.
  private(set) var centre = SIMD2<Float>(0.5, 0.5)

  /// The part's corners as shares of the image.
  var low: SIMD2<Float> { centre - 0.5 / factor }
  var high: SIMD2<Float> { centre + 0.5 / factor }

  /// Magnifies while the point `around` (a share of the image) stays where it is.
  mutating func magnify(by amount: Float, around: SIMD2<Float>) {
    let next = min(max(1, factor * amount), 32)
    centre = around + (centre - around) * (factor / next)
    factor = next
    keepInside()
  }

  /// Moves by shares of the image.
  mutating func move(by offset: SIMD2<Float>) {
    centre += offset
    keepInside()
  }

  private mutating func keepInside() {
    let half = 0.5 / factor
    centre.clamp(lowerBound: SIMD2(repeating: half), upperBound: SIMD2(repeating: 1 - half))
  }
}
