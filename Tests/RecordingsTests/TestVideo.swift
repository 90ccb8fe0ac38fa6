import CFFmpeg
import Diagnostics
import Media

/// Writes videos in ways that the program itself does not: other codecs, B-frames, frames at any time.
enum TestVideo {
  /// - Parameters:
  ///   - times: milliseconds at which each picture is shown.
  ///   - options: of the encoder.
  static func write(
    _ pictures: [Image], at times: [Int], encoder name: String, options: [(String, String)] = [], to path: String
  ) throws {
    guard let codec = avcodec_find_encoder_by_name(name), let first = pictures.first else {
      throw Missing(encoder: name)
    }
    var output: UnsafeMutablePointer<AVFormatContext>?
    guard avformat_alloc_output_context2(&output, nil, "mp4", path) >= 0, let output,
      let context = avcodec_alloc_context3(codec), let stream = avformat_new_stream(output, nil)
    else { throw Missing(encoder: name) }
    defer { avformat_free_context(output) }
    var owned: UnsafeMutablePointer<AVCodecContext>? = context
    defer { avcodec_free_context(&owned) }
    (context.pointee.width, context.pointee.height) = (Int32(first.width), Int32(first.height))
    context.pointee.time_base = AVRational(num: 1, den: 1000)
    context.pointee.framerate = AVRational(num: 10, den: 1)
    context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    context.pointee.gop_size = 12
    context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    for (key, value) in options { av_opt_set(context, key, value, AV_OPT_SEARCH_CHILDREN) }
    guard avcodec_open2(context, codec, nil) >= 0 else { throw Missing(encoder: name) }
    stream.pointee.time_base = context.pointee.time_base
    avcodec_parameters_from_context(stream.pointee.codecpar, context)
    avio_open(&output.pointee.pb, path, AVIO_FLAG_WRITE)
    avformat_write_header(output, nil)
    for (picture, time) in zip(pictures, times) {
      var frame = Self.frame(picture, time)
      try send(context, frame, stream, output)
      av_frame_free(&frame)
    }
    try send(context, nil, stream, output)
    av_write_trailer(output)
    avio_closep(&output.pointee.pb)
  }

  struct Missing: Error { var encoder: String }

  private static func send(
    _ context: UnsafeMutablePointer<AVCodecContext>, _ frame: UnsafeMutablePointer<AVFrame>?,
    _ stream: UnsafeMutablePointer<AVStream>, _ output: UnsafeMutablePointer<AVFormatContext>
  ) throws {
    avcodec_send_frame(context, frame)
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    while avcodec_receive_packet(context, packet) >= 0, let packet {
      // Without it the container says that the last frame is never shown.
      if packet.pointee.duration == 0 { packet.pointee.duration = 50 }
      av_packet_rescale_ts(packet, context.pointee.time_base, stream.pointee.time_base)
      packet.pointee.stream_index = stream.pointee.index
      av_interleaved_write_frame(output, packet)
    }
  }

  /// Grey in YUV: what codecs take, without a conversion that could go wrong.
  private static func frame(_ picture: Image, _ time: Int) -> UnsafeMutablePointer<AVFrame>? {
    guard let frame = av_frame_alloc() else { return nil }
    (frame.pointee.width, frame.pointee.height) = (Int32(picture.width), Int32(picture.height))
    frame.pointee.format = AV_PIX_FMT_YUV420P.rawValue
    av_frame_get_buffer(frame, 0)
    frame.pointee.pts = Int64(time)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        frame.pointee.data.0?[y * Int(frame.pointee.linesize.0) + x] = 16 + UInt8(Int(picture[x, y].green) * 219 / 255)
      }
    }
    for y in 0..<picture.height / 2 {
      for x in 0..<picture.width / 2 {
        frame.pointee.data.1?[y * Int(frame.pointee.linesize.1) + x] = 128
        frame.pointee.data.2?[y * Int(frame.pointee.linesize.2) + x] = 128
      }
    }
    return frame
  }
}
