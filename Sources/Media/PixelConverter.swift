import CFFmpeg
import Diagnostics

/// Converts frames between pixel formats and sizes, with the same bits on every processor.
final class PixelConverter {
  private let context: OpaquePointer
  private let path: String
  let source: Layout

  /// What a conversion depends on.
  struct Layout: Equatable {
    var width: Int
    var height: Int
    var format: AVPixelFormat
    /// The matrix between RGB and YUV. Files that do not say are taken as BT.601, as everyone does.
    var colourSpace = AVCOL_SPC_UNSPECIFIED
    var isFullRange = false

    static func == (a: Layout, b: Layout) -> Bool {
      a.width == b.width && a.height == b.height && a.format.rawValue == b.format.rawValue
        && a.colourSpace.rawValue == b.colourSpace.rawValue && a.isFullRange == b.isFullRange
    }
  }

  init(from source: Layout, to target: Layout, at path: String) throws {
    self.source = source
    self.path = path
    let filter = source.width == target.width && source.height == target.height ? SWS_BICUBIC : SWS_AREA
    let flags = filter | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT
    context = try FFmpeg.require(
      sws_getContext(
        Int32(source.width), Int32(source.height), source.format,
        Int32(target.width), Int32(target.height), target.format, flags, nil, nil, nil),
      "its pixel format cannot be converted", at: path)
    sws_setColorspaceDetails(
      context, Self.coefficients(source), source.isFullRange ? 1 : 0,
      Self.coefficients(target), target.isFullRange ? 1 : 0, 0, 1 << 16, 1 << 16)
  }

  deinit { sws_freeContext(context) }

  func convert(_ frame: VideoFrame, into target: VideoFrame) throws {
    try FFmpeg.check(sws_scale_frame(context, target.pointer, frame.pointer), "a frame cannot be converted", at: path)
  }

  private static func coefficients(_ layout: Layout) -> UnsafePointer<Int32>? {
    let isKnown =
      layout.colourSpace.rawValue != AVCOL_SPC_UNSPECIFIED.rawValue
      && layout.colourSpace.rawValue != AVCOL_SPC_RGB.rawValue
    return sws_getCoefficients(isKnown ? Int32(layout.colourSpace.rawValue) : SWS_CS_DEFAULT)
  }
}

extension PixelConverter.Layout {
  static func rgb(width: Int, height: Int) -> Self {
    Self(width: width, height: height, format: AV_PIX_FMT_RGB24, isFullRange: true)
  }

  /// What a decoded frame says about itself.
  init(of frame: VideoFrame) {
    let value = frame.pointer.pointee
    let format = AVPixelFormat(rawValue: value.format)
    let isOldFullRange = [AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P]
      .contains { $0.rawValue == format.rawValue }
    let isRGB = (av_pix_fmt_desc_get(format)?.pointee.flags ?? 0) & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    self.init(
      width: frame.width, height: frame.height, format: format, colourSpace: value.colorspace,
      isFullRange: isOldFullRange || isRGB || value.color_range.rawValue == AVCOL_RANGE_JPEG.rawValue)
  }
}
