import Foundation
import Media

/// Synthetic frames and a folder that goes away after the test.
enum Clips {
  /// A smooth moving gradient with a disc: kind to lossy codecs, different in each frame.
  static func smooth(_ frame: Int, width: Int = 96, height: Int = 64) -> Image {
    var image = Image(width: width, height: height)
    let (centreX, centreY) = (20 + 3 * Double(frame % 20), Double(height) / 2)
    for y in 0..<height {
      for x in 0..<width {
        let distance = ((Double(x) - centreX) * (Double(x) - centreX) + (Double(y) - centreY) * (Double(y) - centreY))
          .squareRoot()
        let disc = max(0, min(1, (16 - distance) / 8))
        let level = UInt8(80 + 60 * disc)
        image[x, y] = Color(level, UInt8(60 + x / 2), UInt8(60 + y + frame % 30))
      }
    }
    return image
  }

  /// Noise: any lost bit shows.
  static func noise(_ frame: Int, width: Int, height: Int) -> Image {
    var state = UInt64(frame) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let pixels = (0..<width * height * 3).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    return Image(width: width, height: height, pixels: pixels)
  }

  static func psnr(_ a: Image, _ b: Image) -> Double {
    let sum = zip(a.pixels, b.pixels).reduce(0.0) { $0 + pow(Double($1.0) - Double($1.1), 2) }
    return 10 * log10(255 * 255 / max(1e-9, sum / Double(a.pixels.count)))
  }

  static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("media-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  static func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
}
