import CFFmpeg
import Diagnostics
import Foundation

/// A video file that is open for reading: the packets of its first video stream.
final class VideoFile {
  let path: String
  private var context: UnsafeMutablePointer<AVFormatContext>?
  private let packet: UnsafeMutablePointer<AVPacket>
  let stream: UnsafeMutablePointer<AVStream>
  private var isHeld = false
  /// The time of the first packet, once it was read.
  private var firstTime: Int64?

  init(_ path: String) throws {
    try Self.checkReadable(path)
    FFmpeg.prepare()
    self.path = path
    let fix = "Check that it is a whole video file"
    try FFmpeg.check(
      avformat_open_input(&context, path, nil, nil), "is not a readable video", at: path, fix: fix)
    let context = try FFmpeg.require(context, "is not a readable video", at: path)
    do {
      try FFmpeg.check(avformat_find_stream_info(context, nil), "is not a readable video", at: path, fix: fix)
      let number = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
      guard number >= 0, let stream = context.pointee.streams[Int(number)] else {
        throw UserError("has no video in it", at: path)
      }
      self.stream = stream
      packet = try FFmpeg.require(av_packet_alloc(), "there is no memory for a packet", at: path)
    } catch {
      avformat_close_input(&self.context)
      throw error
    }
    skipOtherStreams(of: context)
  }

  deinit {
    var spent: UnsafeMutablePointer<AVPacket>? = packet
    av_packet_free(&spent)
    avformat_close_input(&context)
  }

  private static func checkReadable(_ path: String) throws {
    try FileFacts.requireReadable(path, as: "video")
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard size != 0 else { throw UserError("is empty", at: path) }
  }

  private func skipOtherStreams(of context: UnsafeMutablePointer<AVFormatContext>) {
    for number in 0..<Int(context.pointee.nb_streams) {
      guard let other = context.pointee.streams[number], other != stream else { continue }
      other.pointee.discard = AVDISCARD_ALL
    }
  }

  /// The next packet of the video, valid until the next call; `nil` at the end.
  func readPacket() throws -> UnsafeMutablePointer<AVPacket>? {
    if isHeld {
      isHeld = false
      return packet
    }
    while true {
      av_packet_unref(packet)
      let code = av_read_frame(context, packet)
      if code == orrery_av_eof() { return nil }
      try FFmpeg.check(code, "cannot be read further", at: path)
      guard packet.pointee.stream_index == stream.pointee.index else { continue }
      let times = [packet.pointee.dts, packet.pointee.pts].filter { $0 != orrery_av_no_pts() }
      if firstTime == nil { firstTime = times.min() ?? 0 }
      return packet
    }
  }

  /// Makes the next `readPacket()` return the last packet once more.
  func holdPacket() { isHeld = true }

  /// Goes to a key frame at or before `time`; false where the file cannot.
  func seek(to time: Int64) -> Bool {
    isHeld = false
    return av_seek_frame(context, stream.pointee.index, time, AVSEEK_FLAG_BACKWARD) >= 0
  }

  /// Goes back to the first packet.
  func rewind() throws {
    isHeld = false
    if av_seek_frame(context, stream.pointee.index, firstTime ?? 0, AVSEEK_FLAG_BACKWARD) >= 0 { return }
    try FFmpeg.check(av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE), "cannot be read from the start", at: path)
  }

  /// Seconds of one unit of the stream's time base.
  var tick: Double { av_q2d(stream.pointee.time_base) }

  /// Frames a second.
  var rate: Double { av_q2d(av_guess_frame_rate(context, stream, nil)) }

  /// How many frames the file says it has; `nil` where it does not say.
  var claimedFrames: Int? { stream.pointee.nb_frames > 0 ? Int(stream.pointee.nb_frames) : nil }

  /// How long the file says it is, in seconds, where that can only mean this stream.
  var claimedSeconds: Double? {
    guard let context, context.pointee.nb_streams == 1, context.pointee.duration > 0,
      context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_STREAM
        || String(cString: context.pointee.iformat.pointee.name).contains("matroska")
    else { return nil }
    return Double(context.pointee.duration) / Double(AV_TIME_BASE)
  }
}
