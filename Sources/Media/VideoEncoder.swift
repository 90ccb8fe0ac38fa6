import CFFmpeg
import Diagnostics

/// An FFmpeg encoder: frames in, packets out.
final class VideoEncoder {
  typealias Sink = (UnsafeMutablePointer<AVPacket>) throws -> Void

  let context: UnsafeMutablePointer<AVCodecContext>
  private let packet: UnsafeMutablePointer<AVPacket>
  private let frame: VideoFrame
  private let path: String

  init(width: Int, height: Int, rate: Double, format: VideoFormat, path: String) throws {
    guard let codec = avcodec_find_encoder_by_name(format.encoder) else {
      throw UserError("FFmpeg on this machine has no encoder \(format.encoder)", at: path, fix: "Install a full FFmpeg")
    }
    self.path = path
    frame = try VideoFrame(width: width, height: height, format: format.pixelFormat, at: path)
    packet = try FFmpeg.require(av_packet_alloc(), "there is no memory for a packet", at: path)
    context = try FFmpeg.require(avcodec_alloc_context3(codec), "there is no memory for an encoder", at: path)
    configure(width: width, height: height, rate: rate, format: format)
    for (name, value) in format.encoderOptions {
      try FFmpeg.check(
        av_opt_set(context, name, value, AV_OPT_SEARCH_CHILDREN), "the encoder refuses \(name)=\(value)", at: path)
    }
    try FFmpeg.check(avcodec_open2(context, codec, nil), "the encoder does not start", at: path)
  }

  deinit {
    var owned: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&owned)
    var spent: UnsafeMutablePointer<AVPacket>? = packet
    av_packet_free(&spent)
  }

  /// What frames look like to the encoder.
  var layout: PixelConverter.Layout {
    .init(
      width: Int(context.pointee.width), height: Int(context.pointee.height), format: context.pointee.pix_fmt,
      colourSpace: context.pointee.colorspace, isFullRange: context.pointee.colorspace == AVCOL_SPC_RGB)
  }

  private func configure(width: Int, height: Int, rate: Double, format: VideoFormat) {
    let exact = av_d2q(rate, 1_001_000)
    context.pointee.width = Int32(width)
    context.pointee.height = Int32(height)
    context.pointee.time_base = av_inv_q(exact)
    context.pointee.framerate = exact
    context.pointee.pix_fmt = format.pixelFormat
    context.pointee.gop_size = format.keyframeInterval
    // One thread: x264's decisions depend on the number of threads, and the bytes should not.
    context.pointee.thread_count = 1
    context.pointee.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER
    if format == .ffv1 || format == .gif {
      context.pointee.colorspace = AVCOL_SPC_RGB
    } else {
      context.pointee.color_range = AVCOL_RANGE_MPEG
      context.pointee.colorspace = AVCOL_SPC_BT709
      context.pointee.color_primaries = AVCOL_PRI_BT709
      context.pointee.color_trc = AVCOL_TRC_BT709
    }
  }

  /// Encodes the frame that `fill` draws.
  func encode(number: Int, _ fill: (VideoFrame) throws -> Void, _ sink: Sink) throws {
    try FFmpeg.check(av_frame_make_writable(frame.pointer), "there is no memory for a frame", at: path)
    try fill(frame)
    frame.pointer.pointee.pts = Int64(number)
    try FFmpeg.check(avcodec_send_frame(context, frame.pointer), "frame \(number) cannot be encoded", at: path)
    try receive(sink)
  }

  /// Ends the stream: what the encoder holds back comes out.
  func drain(_ sink: Sink) throws {
    try FFmpeg.check(avcodec_send_frame(context, nil), "the video cannot be ended", at: path)
    try receive(sink)
  }

  private func receive(_ sink: Sink) throws {
    while true {
      let code = avcodec_receive_packet(context, packet)
      if code == orrery_av_again() || code == orrery_av_eof() { return }
      try FFmpeg.check(code, "a frame cannot be encoded", at: path)
      if packet.pointee.duration == 0 { packet.pointee.duration = 1 }
      try sink(packet)
    }
  }
}
