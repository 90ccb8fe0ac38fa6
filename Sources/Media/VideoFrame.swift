import CFFmpeg
import Diagnostics

/// An FFmpeg frame that this object owns, and copies between it and packed RGB rows.
final class VideoFrame {
  let pointer: UnsafeMutablePointer<AVFrame>

  /// An empty frame, for a decoder to fill.
  init(at path: String) throws {
    pointer = try FFmpeg.require(av_frame_alloc(), "there is no memory for a frame", at: path)
  }

  /// A frame with pixels, its rows aligned as FFmpeg's vector loops want them.
  convenience init(width: Int, height: Int, format: AVPixelFormat, at path: String) throws {
    try self.init(at: path)
    pointer.pointee.width = Int32(width)
    pointer.pointee.height = Int32(height)
    pointer.pointee.format = format.rawValue
    try FFmpeg.check(av_frame_get_buffer(pointer, 64), "there is no memory for a frame", at: path)
  }

  deinit {
    var owned: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&owned)
  }

  var width: Int { Int(pointer.pointee.width) }
  var height: Int { Int(pointer.pointee.height) }

  /// Copies packed RGB into a frame of `AV_PIX_FMT_RGB24`, repeating the last row and column where it is larger.
  func fill(rgb: UnsafeRawBufferPointer, width sourceWidth: Int, height sourceHeight: Int) {
    guard let destination = pointer.pointee.data.0, let source = rgb.baseAddress else { return }
    for y in 0..<height {
      let row = destination + y * Int(pointer.pointee.linesize.0)
      let from = source + min(y, sourceHeight - 1) * sourceWidth * 3
      UnsafeMutableRawPointer(row).copyMemory(from: from, byteCount: sourceWidth * 3)
      for x in sourceWidth..<max(sourceWidth, width) {
        (row + 3 * x).update(from: row + 3 * (sourceWidth - 1), count: 3)
      }
    }
  }

  /// A frame of `AV_PIX_FMT_RGB24` as an image.
  func image() -> Image {
    let (width, height) = (self.width, self.height)
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
      guard let source = pointer.pointee.data.0, let destination = buffer.baseAddress else { return }
      for y in 0..<height {
        (destination + y * width * 3).update(from: source + y * Int(pointer.pointee.linesize.0), count: width * 3)
      }
      count = width * height * 3
    }
    return Image(width: width, height: height, pixels: pixels)
  }
}
