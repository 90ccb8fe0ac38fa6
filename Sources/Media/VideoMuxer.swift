import CFFmpeg
import Diagnostics

/// An open video file that takes packets.
final class VideoMuxer {
  private var context: UnsafeMutablePointer<AVFormatContext>?
  private let stream: UnsafeMutablePointer<AVStream>
  private let timeBase: AVRational
  private let path: String

  /// - Parameters:
  ///   - temporary: the file that is written.
  ///   - path: the name that errors give.
  init(temporary: String, path: String, format: VideoFormat, encoder: VideoEncoder) throws {
    self.path = path
    timeBase = encoder.context.pointee.time_base
    try FFmpeg.check(
      avformat_alloc_output_context2(&context, nil, format.muxer, temporary), "the video cannot be started", at: path)
    let context = try FFmpeg.require(context, "the video cannot be started", at: path)
    stream = try FFmpeg.require(avformat_new_stream(context, nil), "the video cannot be started", at: path)
    stream.pointee.time_base = timeBase
    stream.pointee.avg_frame_rate = encoder.context.pointee.framerate
    try FFmpeg.check(
      avcodec_parameters_from_context(stream.pointee.codecpar, encoder.context), "the video cannot be started", at: path
    )
    // No creation time, no library version: the same frames give the same bytes.
    context.pointee.flags |= AVFMT_FLAG_BITEXACT
    try start(context, temporary: temporary, format: format)
  }

  deinit { abandon() }

  private func start(
    _ context: UnsafeMutablePointer<AVFormatContext>, temporary: String, format: VideoFormat
  ) throws {
    try FFmpeg.check(
      avio_open(&context.pointee.pb, temporary, AVIO_FLAG_WRITE), "cannot be written", at: path,
      fix: "Check the folder's permissions and free space")
    var options: OpaquePointer?
    defer { av_dict_free(&options) }
    for (name, value) in format.muxerOptions { av_dict_set(&options, name, value, 0) }
    try FFmpeg.check(avformat_write_header(context, &options), "cannot be written", at: path)
  }

  func write(_ packet: UnsafeMutablePointer<AVPacket>) throws {
    av_packet_rescale_ts(packet, timeBase, stream.pointee.time_base)
    packet.pointee.stream_index = stream.pointee.index
    try FFmpeg.check(
      av_interleaved_write_frame(context, packet), "cannot be written", at: path, fix: "Check the free space")
  }

  /// Writes the index and closes the file.
  func close() throws {
    guard let context else { return }
    try FFmpeg.check(av_write_trailer(context), "cannot be ended", at: path, fix: "Check the free space")
    let written = context.pointee.pb.pointee.error
    let closed = avio_closep(&context.pointee.pb)
    try FFmpeg.check(min(written, closed), "cannot be written", at: path, fix: "Check the free space")
    abandon()
  }

  /// Closes the file as it is. Harmless to call twice.
  func abandon() {
    guard let context else { return }
    if context.pointee.pb != nil { avio_closep(&context.pointee.pb) }
    avformat_free_context(context)
    self.context = nil
  }
}
