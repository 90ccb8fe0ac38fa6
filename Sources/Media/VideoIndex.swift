import CFFmpeg
import Diagnostics

/// Which packet shows which frame, found by reading through a file once without decoding.
struct VideoIndex {
  struct Packet {
    /// When the frame is shown, in the stream's time base.
    var shown: Int64
    /// When it is to be decoded; `nil` where the file does not say.
    var decoded: Int64?
    var standsAlone: Bool
  }

  /// In the order of decoding.
  private(set) var packets: [Packet] = []
  /// For each frame in the order of showing, its packet.
  private(set) var order: [Int] = []
  /// False where times are missing or doubled: then frames can only be counted from the start.
  private(set) var hasTimes = true
  /// Where the last frame ends, in the stream's time base.
  private(set) var end: Int64 = 0

  /// All packets in the file, those that are never shown included.
  private(set) var packetCount = 0

  private var frameOfTime: [Int64: Int] = [:]

  init(_ file: VideoFile) throws {
    while let packet = try file.readPacket() {
      let value = packet.pointee
      packetCount += 1
      // Packets before the start of an edit list are decoded and never shown.
      if value.flags & AV_PKT_FLAG_DISCARD != 0 { continue }
      if value.flags & AV_PKT_FLAG_CORRUPT != 0 {
        throw UserError("frame \(packets.count) is damaged or cut short", at: file.path)
      }
      add(value)
    }
    order = packets.indices.sorted { (packets[$0].shown, $0) < (packets[$1].shown, $1) }
    for (frame, packet) in order.enumerated() { frameOfTime[packets[packet].shown] = frame }
    hasTimes = hasTimes && frameOfTime.count == packets.count
    if !hasTimes { order = Array(packets.indices) }
  }

  private mutating func add(_ value: AVPacket) {
    let hasShown = value.pts != orrery_av_no_pts()
    if !hasShown { hasTimes = false }
    let shown = hasShown ? value.pts : Int64(packets.count)
    packets.append(
      Packet(
        shown: shown, decoded: value.dts == orrery_av_no_pts() ? nil : value.dts,
        standsAlone: value.flags & AV_PKT_FLAG_KEY != 0))
    end = max(end, shown + value.duration)
  }

  /// The frame shown at a time of the stream.
  func frame(shownAt time: Int64) -> Int? { frameOfTime[time] }

  /// The packet at which decoding has to start for `frame` to be right; `nil` for the start of the file.
  ///
  /// A frame shown before the key frame that precedes it in the file may lean on earlier ones, so that key frame
  /// does not serve.
  func start(for frame: Int) -> Int? {
    guard hasTimes else { return nil }
    let target = order[frame]
    return packets[...target].lastIndex { $0.standsAlone && $0.shown <= packets[target].shown }
  }
}
