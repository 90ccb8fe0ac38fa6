import CFFmpeg
import Diagnostics

/// Decodes the packets of a file in order, from any key frame on.
final class VideoDecoder {
  private let file: VideoFile
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let frame: VideoFrame
  private var converter: PixelConverter?
  private var packed: VideoFrame?
  private var isDraining = false
  /// What pictures are scaled to; nil: the frames' own size. To be set before the first picture.
  var scaledSize: (width: Int, height: Int)?

  init(_ file: VideoFile) throws {
    self.file = file
    let parameters = file.stream.pointee.codecpar
    guard let parameters, let codec = avcodec_find_decoder(parameters.pointee.codec_id) else {
      throw UserError("is in a format that FFmpeg on this machine cannot decode", at: file.path)
    }
    frame = try VideoFrame(at: file.path)
    context = try FFmpeg.require(avcodec_alloc_context3(codec), "there is no memory for a decoder", at: file.path)
    try FFmpeg.check(
      avcodec_parameters_to_context(context, parameters), "the decoder does not start", at: file.path)
    context.pointee.pkt_timebase = file.stream.pointee.time_base
    // One thread: the log is per thread, and frame threads would delay each random access.
    context.pointee.thread_count = 1
    context.pointee.err_recognition |= AV_EF_CRCCHECK
    try FFmpeg.check(avcodec_open2(context, codec, nil), "the decoder does not start", at: file.path)
  }

  deinit {
    var owned: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&owned)
  }

  var codecName: String { String(cString: avcodec_get_name(context.pointee.codec_id)) }

  /// Forgets everything decoded: to be called after the file was moved to another packet.
  func reset() {
    avcodec_flush_buffers(context)
    isDraining = false
  }

  /// Decodes the next frame and returns the time it is shown at; `nil` at the end. `picture()` converts it.
  func advance() throws -> Int64? {
    while true {
      orrery_av_clear_message()
      let code = avcodec_receive_frame(context, frame.pointer)
      if code == orrery_av_eof() { return nil }
      if code == orrery_av_again() {
        try feed()
        continue
      }
      try FFmpeg.check(code, "a frame cannot be decoded", at: file.path)
      try refuseDamage()
      return frame.pointer.pointee.best_effort_timestamp
    }
  }

  private func feed() throws {
    precondition(!isDraining, "a decoder that is being drained wants no packets")
    guard let packet = try file.readPacket() else {
      isDraining = true
      try FFmpeg.check(avcodec_send_packet(context, nil), "the last frames cannot be decoded", at: file.path)
      return
    }
    try FFmpeg.check(
      avcodec_send_packet(context, packet), "a frame is damaged", at: file.path, fix: "Copy or record the file again")
    if context.pointee.codec_id == AV_CODEC_ID_FFV1 { try refuseLogged() }
  }

  /// Decoders patch over damage; a prediction or a record must not be guessed at.
  private func refuseDamage() throws {
    let value = frame.pointer.pointee
    guard value.flags & AV_FRAME_FLAG_CORRUPT == 0, value.decode_error_flags == 0 else {
      throw FFmpeg.error("a frame is damaged", code: 0, at: file.path, fix: "Copy or record the file again")
    }
    if context.pointee.codec_id == AV_CODEC_ID_FFV1 { try refuseLogged() }
  }

  /// FFV1 reports a wrong checksum through the log alone.
  private func refuseLogged() throws {
    guard FFmpeg.loggedMessage.isEmpty else {
      throw FFmpeg.error("a frame is damaged", code: 0, at: file.path, fix: "Copy or record the file again")
    }
  }

  /// Of the frame that `advance()` decoded.
  var frameSize: (width: Int, height: Int) { (frame.width, frame.height) }

  /// The frame that `advance()` decoded, in RGB.
  func picture() throws -> Image {
    let layout = PixelConverter.Layout(of: frame)
    if converter?.source != layout {
      let (width, height) = scaledSize ?? (layout.width, layout.height)
      converter = try PixelConverter(from: layout, to: .rgb(width: width, height: height), at: file.path)
      packed = try VideoFrame(width: width, height: height, format: AV_PIX_FMT_RGB24, at: file.path)
    }
    guard let converter, let packed else { throw UserError("a frame cannot be converted", at: file.path) }
    try converter.convert(frame, into: packed)
    return packed.image()
  }
}
