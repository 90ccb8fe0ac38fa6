import CFFmpeg
import Diagnostics
import Foundation

extension Image {
  /// Decodes a PNG or JPEG held in memory; `name` stands in errors.
  public static func decode(_ data: Data, from name: String) throws -> Image {
    let start = [UInt8](data.prefix(4))
    if start == [0x89, 0x50, 0x4E, 0x47] { return try Image(png: data, from: name) }
    guard start.starts(with: [0xFF, 0xD8]) else {
      throw UserError(data.isEmpty ? "a picture is empty" : "a picture is neither PNG nor JPEG", at: name)
    }
    return try decodeJPEG(data, from: name)
  }

  private static func decodeJPEG(_ data: Data, from name: String) throws -> Image {
    FFmpeg.prepare()
    guard let codec = avcodec_find_decoder(AV_CODEC_ID_MJPEG) else {
      throw UserError("FFmpeg on this machine cannot decode JPEG", at: name)
    }
    var context =
      try FFmpeg.require(avcodec_alloc_context3(codec), "there is no memory for a decoder", at: name) as Optional
    defer { avcodec_free_context(&context) }
    var packet = try FFmpeg.require(av_packet_alloc(), "there is no memory for a packet", at: name) as Optional
    defer { av_packet_free(&packet) }
    try FFmpeg.check(avcodec_open2(context, codec, nil), "the decoder does not start", at: name)
    try FFmpeg.check(av_new_packet(packet, Int32(clamping: data.count)), "there is no memory for a packet", at: name)
    if let target = packet?.pointee.data { data.copyBytes(to: target, count: Int(packet?.pointee.size ?? 0)) }
    try FFmpeg.check(avcodec_send_packet(context, packet), "a picture is damaged", at: name)
    let frame = try VideoFrame(at: name)
    try FFmpeg.check(avcodec_receive_frame(context, frame.pointer), "a picture is damaged", at: name)
    let layout = PixelConverter.Layout(of: frame)
    let packed = try VideoFrame(width: layout.width, height: layout.height, format: AV_PIX_FMT_RGB24, at: name)
    let rgb = PixelConverter.Layout.rgb(width: layout.width, height: layout.height)
    try PixelConverter(from: layout, to: rgb, at: name).convert(frame, into: packed)
    return packed.image()
  }
}
