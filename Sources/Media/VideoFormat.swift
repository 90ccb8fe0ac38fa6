import CFFmpeg

/// How a video is stored.
public enum VideoFormat: Equatable, Sendable {
  /// H.264 in MP4, for looking at: plays in every browser, loses detail that the eye does not miss.
  ///
  /// `crf` is x264's constant rate factor: 0 to 51, lower is better. Odd sizes gain a repeated row or column.
  case h264(crf: Int = 18)
  /// FFV1 in Matroska: every bit comes back, and each frame stands alone with a checksum.
  case ffv1
  /// For pages and messages: 256 colours, dithered, and the rate rounded to hundredths of a second.
  case gif

  /// The file name's usual ending, without the dot.
  public var fileExtension: String {
    switch self {
    case .h264: "mp4"
    case .ffv1: "mkv"
    case .gif: "gif"
    }
  }

  var muxer: String {
    switch self {
    case .h264: "mp4"
    case .ffv1: "matroska"
    case .gif: "gif"
    }
  }

  var encoder: String {
    switch self {
    case .h264: "libx264"
    case .ffv1: "ffv1"
    case .gif: "gif"
    }
  }

  var pixelFormat: AVPixelFormat {
    switch self {
    case .h264: AV_PIX_FMT_YUV420P
    case .ffv1: AV_PIX_FMT_BGR0
    case .gif: AV_PIX_FMT_RGB8
    }
  }

  /// Frames from one that stands alone to the next.
  var keyframeInterval: Int32 {
    switch self {
    case .h264: 24
    case .ffv1, .gif: 1
    }
  }

  var encoderOptions: [(String, String)] {
    switch self {
    case .h264(let crf): [("preset", "medium"), ("crf", String(crf)), ("profile", "high")]
    case .ffv1: [("level", "3"), ("slices", "4"), ("slicecrc", "1"), ("coder", "range_def"), ("context", "1")]
    case .gif: []
    }
  }

  var muxerOptions: [(String, String)] {
    switch self {
    case .h264: [("movflags", "+faststart")]
    case .ffv1, .gif: []
    }
  }

  /// 4:2:0 chroma needs an even size.
  func storedLength(_ length: Int) -> Int {
    switch self {
    case .h264: length + length % 2
    case .ffv1, .gif: length
    }
  }
}
