import CFFmpeg
import Diagnostics

/// Reads a video of any codec that FFmpeg knows, by frame number.
///
/// Frames are counted in the order they are shown. Reading on is as fast as decoding; going elsewhere decodes from
/// the nearest key frame before. Files without colour tags are taken as BT.601, as FFmpeg does.
/// Not safe to use from two threads at once.
public final class VideoReader {
  public let path: String
  /// Of the frames that are given out.
  public let width: Int
  public let height: Int
  /// Of the frames in the file.
  public let storedWidth: Int
  public let storedHeight: Int
  /// Frames a second, on average.
  public let rate: Double
  /// Such as `h264`, `av1`, `ffv1`.
  public let codec: String
  /// Seconds from the first frame to each frame.
  public let times: [Double]
  public var frameCount: Int { times.count }

  private let file: VideoFile
  private let index: VideoIndex
  private let decoder: VideoDecoder
  private var cache: FrameCache
  /// The frame that the decoder gives next, where known.
  private var next: Int? = 0

  /// Opens a video, reads through it once to count its frames, and decodes the first.
  ///
  /// - Parameters:
  ///   - cacheBytes: how much memory decoded frames may keep; 0 also leaves out the conversion of frames passed over.
  ///   - size: what frames are scaled to, each pixel the mean of the area it covers; nil: as they are.
  /// - Throws: `UserError` where the file is missing, empty, cut short, damaged or no video.
  public init(_ path: String, cacheBytes: Int = 32 << 20, scaledTo size: (width: Int, height: Int)? = nil) throws {
    self.path = path
    file = try VideoFile(path)
    index = try VideoIndex(file)
    try Self.checkWhole(file, index)
    decoder = try VideoDecoder(file)
    codec = decoder.codecName
    rate = file.rate
    times = Self.times(file, index)
    cache = FrameCache(byteLimit: cacheBytes)
    try file.rewind()
    guard try decoder.advance() != nil else { throw UserError("no frame can be decoded", at: path) }
    (storedWidth, storedHeight) = decoder.frameSize
    decoder.scaledSize = size
    let first = try decoder.picture()
    (width, height) = (first.width, first.height)
    cache.insert(first, for: 0)
    next = 1
    if index.packets.count == 1 { next = nil }
  }

  /// One frame.
  ///
  /// - Parameter number: 0 to `frameCount` − 1.
  public func frame(_ number: Int) throws -> Image {
    precondition(number >= 0 && number < frameCount, "there is no frame \(number) in \(frameCount)")
    if let image = cache.image(number) { return image }
    do {
      try goBefore(number)
      return try decode(until: number)
    } catch {
      next = nil
      throw error
    }
  }

  /// The frames of a range, in order.
  public func frames(_ range: Range<Int>) throws -> [Image] { try range.map(frame) }

  /// The frame shown nearest to `seconds` after the first.
  public func frameNumber(at seconds: Double) -> Int {
    var low = 0
    var high = times.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if times[middle] <= seconds { low = middle } else { high = middle - 1 }
    }
    let hasNext = low + 1 < times.count
    return hasNext && times[low + 1] - seconds < seconds - times[low] ? low + 1 : low
  }

  /// Moves the decoder to a place from which `number` comes, unless it is on its way there.
  private func goBefore(_ number: Int) throws {
    let start = index.start(for: number)
    if let next, next <= number {
      let reached = index.order[next]
      if start.map({ $0 <= reached }) ?? true { return }
    }
    decoder.reset()
    next = nil
    if let start, try go(to: index.packets[start]) {
      next = index.frame(shownAt: index.packets[start].shown)
    } else {
      try file.rewind()
      next = 0
    }
  }

  /// Makes `packet` the next one that is read, by a seek or else by reading from the start.
  private func go(to packet: VideoIndex.Packet) throws -> Bool {
    if file.seek(to: packet.decoded ?? packet.shown), try skip(to: packet) { return true }
    try file.rewind()
    return try skip(to: packet)
  }

  /// Reads on until `packet` comes next; false where it does not come.
  private func skip(to packet: VideoIndex.Packet) throws -> Bool {
    while let found = try file.readPacket()?.pointee {
      if found.pts == packet.shown {
        file.holdPacket()
        return true
      }
      if let due = packet.decoded, found.dts != orrery_av_no_pts(), found.dts > due { return false }
    }
    return false
  }

  private func decode(until number: Int) throws -> Image {
    let keep = cache.capacity(frameBytes: width * height * 3) / 2
    while let time = try decoder.advance() {
      let shown = index.hasTimes ? index.frame(shownAt: time) : next
      guard let shown else { continue }
      next = shown + 1
      if shown > number { break }
      let (ownWidth, ownHeight) = decoder.frameSize
      guard ownWidth == storedWidth, ownHeight == storedHeight else {
        throw UserError(
          "frame \(shown) is \(ownWidth)×\(ownHeight), the first \(storedWidth)×\(storedHeight)", at: path)
      }
      guard shown >= number - keep else { continue }
      let image = try decoder.picture()
      cache.insert(image, for: shown)
      if shown == number { return image }
    }
    throw UserError(
      "frame \(number) of \(frameCount) cannot be decoded", at: path, fix: "Copy or record the file again")
  }

  private static func checkWhole(_ file: VideoFile, _ index: VideoIndex) throws {
    guard !index.packets.isEmpty else { throw UserError("has no frames", at: file.path) }
    let fix = "Copy or record the file again"
    if let claimed = file.claimedFrames {
      guard index.packetCount < claimed else { return }
      throw UserError("is cut short: \(index.packetCount) of \(claimed) frames are there", at: file.path, fix: fix)
    }
    // Times alone are less sure: of reordered frames of uneven length, the last need not end where the file does.
    guard let claimed = file.claimedSeconds, index.hasTimes, file.rate > 0 else { return }
    let missing = Int(((claimed - Double(index.end) * file.tick) * file.rate).rounded())
    if missing > 0 { throw UserError("is cut short: \(missing) frames are missing", at: file.path, fix: fix) }
  }

  private static func times(_ file: VideoFile, _ index: VideoIndex) -> [Double] {
    guard index.hasTimes else { return index.order.indices.map { Double($0) / max(file.rate, 1) } }
    let first = index.packets[index.order[0]].shown
    return index.order.map { Double(index.packets[$0].shown - first) * file.tick }
  }
}
