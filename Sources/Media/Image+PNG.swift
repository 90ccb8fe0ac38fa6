import CPNG
import Diagnostics
import Foundation

extension Image {
  /// The image as a PNG file's bytes. The same image gives the same bytes.
  public func pngBytes() throws -> Data {
    let capacity = orrery_png_bound(UInt32(clamping: width), UInt32(clamping: height))
    guard capacity > 0 else { throw UserError("an image of \(width)×\(height) is too large for a PNG") }
    var bytes = Data(count: capacity)
    var reason = [CChar](repeating: 0, count: 64)
    let length = bytes.withUnsafeMutableBytes {
      orrery_png_encode(
        pixels, UInt32(width), UInt32(height), $0.baseAddress?.assumingMemoryBound(to: UInt8.self), capacity, &reason)
    }
    guard length > 0 else { throw UserError("the PNG cannot be made: \(text(reason))") }
    return bytes.prefix(length)
  }

  /// Writes a PNG, whole or not at all.
  public func writePNG(to path: String) throws {
    try AtomicFile.write(try pngBytes(), to: path)
  }

  /// Reads a PNG of any kind as 8-bit RGB; transparent parts become black.
  public static func readPNG(_ path: String) throws -> Image {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UserError("there is no such file, or it cannot be read", at: path, fix: "Check the path")
    }
    return try Image(png: data, from: path)
  }

  /// Decodes a PNG held in memory; `name` stands in errors.
  public init(png data: Data, from name: String = "PNG") throws {
    let bytes = [UInt8](data)
    var reason = [CChar](repeating: 0, count: 64)
    var (width, height): (UInt32, UInt32) = (0, 0)
    guard orrery_png_size(bytes, bytes.count, &width, &height, &reason) != 0 else {
      throw UserError("is not a readable PNG (\(text(reason)))", at: name)
    }
    guard Int(width) * Int(height) <= 1 << 28 else {
      throw UserError("\(width)×\(height) pixels are too many", at: name)
    }
    var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height) * 3)
    guard orrery_png_decode(bytes, bytes.count, &pixels, &reason) != 0 else {
      throw UserError("is a damaged PNG (\(text(reason)))", at: name)
    }
    self.init(width: Int(width), height: Int(height), pixels: pixels)
  }
}

private func text(_ reason: [CChar]) -> String {
  String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
