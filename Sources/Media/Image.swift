/// An 8-bit RGB picture, rows from the top, three bytes a pixel.
public struct Image: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// `height` × `width` × 3 bytes.
  public var pixels: [UInt8]

  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "an image of \(width)×\(height) has no pixels")
    precondition(pixels.count == width * height * 3, "\(pixels.count) bytes are not \(width)×\(height) RGB pixels")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  public init(width: Int, height: Int, fill: Color = .black) {
    self.init(width: width, height: height, pixels: [UInt8](repeating: 0, count: width * height * 3))
    if fill != .black { self.fill(x: 0, y: 0, width: width, height: height, fill) }
  }

  public subscript(x: Int, y: Int) -> Color {
    get {
      let start = offset(x, y)
      return Color(pixels[start], pixels[start + 1], pixels[start + 2])
    }
    set {
      let start = offset(x, y)
      (pixels[start], pixels[start + 1], pixels[start + 2]) = (newValue.red, newValue.green, newValue.blue)
    }
  }

  private func offset(_ x: Int, _ y: Int) -> Int {
    precondition(x >= 0 && x < width && y >= 0 && y < height, "(\(x), \(y)) is outside \(width)×\(height)")
    return (y * width + x) * 3
  }
}
