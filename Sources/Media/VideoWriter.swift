import CFFmpeg
import Diagnostics
import Foundation

/// Writes frames into a video file, which appears under its name only once `finish()` has succeeded.
///
/// The same frames give the same bytes. A writer that goes away unfinished leaves nothing behind.
/// Not safe to use from two threads at once.
public final class VideoWriter {
  public let path: String
  public let width: Int
  public let height: Int
  /// Frames appended so far.
  public private(set) var frameCount = 0

  private let temporary: String
  private let encoder: VideoEncoder
  private let muxer: VideoMuxer
  private let converter: PixelConverter
  private let packed: VideoFrame
  private var isFinished = false

  /// - Parameters:
  ///   - rate: frames a second.
  ///   - format: `.h264()` to look at, `.ffv1` to keep every bit.
  public init(to path: String, width: Int, height: Int, rate: Double, format: VideoFormat) throws {
    guard rate.isFinite, rate > 0, rate <= 1000 else {
      throw UserError("a rate of \(rate) frames/s is impossible", at: path)
    }
    guard (1...16384).contains(width), (1...16384).contains(height) else {
      throw UserError("a video of \(width)×\(height) pixels is impossible", at: path)
    }
    FFmpeg.prepare()
    (self.path, self.width, self.height) = (path, width, height)
    temporary = try AtomicFile.prepare(path)
    let (storedWidth, storedHeight) = (format.storedLength(width), format.storedLength(height))
    encoder = try VideoEncoder(width: storedWidth, height: storedHeight, rate: rate, format: format, path: path)
    packed = try VideoFrame(width: storedWidth, height: storedHeight, format: AV_PIX_FMT_RGB24, at: path)
    converter = try PixelConverter(
      from: .rgb(width: storedWidth, height: storedHeight), to: encoder.layout, at: path)
    muxer = try VideoMuxer(temporary: temporary, path: path, format: format, encoder: encoder)
  }

  deinit {
    if !isFinished { cancel() }
  }

  /// Adds a frame.
  public func append(_ image: Image) throws {
    precondition(
      image.width == width && image.height == height,
      "a frame of \(image.width)×\(image.height) does not fit a video of \(width)×\(height)")
    try image.pixels.withUnsafeBytes { try append(rgb: $0) }
  }

  /// Adds a frame of `height` × `width` × 3 bytes.
  public func append(rgb: UnsafeRawBufferPointer) throws {
    precondition(rgb.count == width * height * 3, "\(rgb.count) bytes are not \(width)×\(height) RGB pixels")
    precondition(!isFinished, "a finished video takes no more frames")
    packed.fill(rgb: rgb, width: width, height: height)
    try encoder.encode(number: frameCount, { try converter.convert(packed, into: $0) }, muxer.write)
    frameCount += 1
  }

  /// Ends the video and gives the file its name.
  public func finish() throws {
    precondition(!isFinished, "a video is finished once")
    guard frameCount > 0 else { throw UserError("a video needs at least one frame", at: path) }
    try encoder.drain(muxer.write)
    try muxer.close()
    try AtomicFile.move(temporary, to: path)
    isFinished = true
  }

  /// Gives up: no file is left. Called by itself where a writer goes away unfinished.
  public func cancel() {
    isFinished = true
    muxer.abandon()
    unlink(temporary)
  }

  /// Writes all of `images` as one video.
  public static func write(_ images: [Image], to path: String, rate: Double, format: VideoFormat) throws {
    guard let first = images.first else { throw UserError("a video needs at least one frame", at: path) }
    let writer = try VideoWriter(to: path, width: first.width, height: first.height, rate: rate, format: format)
    for image in images { try writer.append(image) }
    try writer.finish()
  }
}
