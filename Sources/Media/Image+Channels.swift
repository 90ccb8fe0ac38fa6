/// Depth and segmentation as pictures.
extension Image {
  /// Metres along the optical axis as colours, bright where near, evenly in 1/depth, as the eye judges it.
  ///
  /// - Parameters:
  ///   - metres: (height, width); 0 and less where nothing was measured, which is drawn black.
  ///   - range: nearest and farthest of what is told apart.
  public init(depth metres: [Float], width: Int, height: Int, range: ClosedRange<Float>) {
    precondition(metres.count == width * height, "\(metres.count) depths are no \(width)×\(height)")
    let (near, far) = (1 / max(1e-3, range.lowerBound), 1 / max(2e-3, range.upperBound))
    var pixels = [UInt8](repeating: 0, count: 3 * metres.count)
    for (i, depth) in metres.enumerated() where depth > 0 {
      let share = (1 / depth - far) / max(1e-6, near - far)
      let color = ColorMap.magnitude(0.08 + 0.9 * Double(min(1, max(0, share))))
      (pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) = (color.red, color.green, color.blue)
    }
    self.init(width: width, height: height, pixels: pixels)
  }

  /// Numbers of things as colours that are told apart; 0, the background, is dark.
  public init(segments: [UInt8], width: Int, height: Int) {
    precondition(segments.count == width * height, "\(segments.count) numbers are no \(width)×\(height)")
    let ground = Color(hex: 0x20252D)
    let pixels = segments.flatMap { number -> [UInt8] in
      let color = number == 0 ? ground : Color.distinct[(Int(number) - 1) % Color.distinct.count]
      return [color.red, color.green, color.blue]
    }
    self.init(width: width, height: height, pixels: pixels)
  }

  /// From the nearest to the farthest hundredth of what was measured; nil where nothing was.
  public static func depthRange(_ metres: [Float]) -> ClosedRange<Float>? {
    let known = metres.filter { $0 > 0 && $0.isFinite }.sorted()
    guard let last = known.last else { return nil }
    let (near, far) = (known[known.count / 100], known[min(known.count - 1, known.count * 99 / 100)])
    return near < far ? near...far : near...max(last, near * 1.001)
  }
}
