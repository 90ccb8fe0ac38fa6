import CFFmpeg
import Diagnostics

extension Image {
  /// The image enlarged by a whole factor, each pixel a square.
  public func enlarged(_ factor: Int) -> Image {
    precondition(factor > 0, "\(factor) is no factor to enlarge by")
    guard factor > 1 else { return self }
    var result = [UInt8]()
    result.reserveCapacity(pixels.count * factor * factor)
    for y in 0..<height {
      var row = [UInt8]()
      row.reserveCapacity(width * 3 * factor)
      for start in stride(from: y * width * 3, to: (y + 1) * width * 3, by: 3) {
        for _ in 0..<factor { row.append(contentsOf: pixels[start..<start + 3]) }
      }
      for _ in 0..<factor { result.append(contentsOf: row) }
    }
    return Image(width: width * factor, height: height * factor, pixels: result)
  }

  /// The image at another size, each new pixel the mean of the area it covers (FFmpeg's `SWS_AREA`).
  public func resized(width newWidth: Int, height newHeight: Int) throws -> Image {
    precondition(newWidth > 0 && newHeight > 0, "an image of \(newWidth)×\(newHeight) has no pixels")
    if newWidth == width && newHeight == height { return self }
    FFmpeg.prepare()
    let name = "image"
    let source = try VideoFrame(width: width, height: height, format: AV_PIX_FMT_RGB24, at: name)
    let target = try VideoFrame(width: newWidth, height: newHeight, format: AV_PIX_FMT_RGB24, at: name)
    let converter = try PixelConverter(
      from: .rgb(width: width, height: height), to: .rgb(width: newWidth, height: newHeight), at: name)
    pixels.withUnsafeBytes { source.fill(rgb: $0, width: width, height: height) }
    try converter.convert(source, into: target)
    return target.image()
  }
}
