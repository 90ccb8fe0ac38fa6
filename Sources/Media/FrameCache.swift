/// The frames used last, within a limit of bytes.
struct FrameCache {
  private var frames: [Int: Image] = [:]
  /// Least recently used first.
  private var uses: [Int] = []
  private let byteLimit: Int
  /// Held now.
  private(set) var bytes = 0

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// How many frames of this size fit, one at least.
  func capacity(frameBytes: Int) -> Int { max(1, byteLimit / max(1, frameBytes)) }

  mutating func image(_ frame: Int) -> Image? {
    guard let image = frames[frame] else { return nil }
    uses.removeAll { $0 == frame }
    uses.append(frame)
    return image
  }

  mutating func insert(_ image: Image, for frame: Int) {
    guard frames[frame] == nil else { return }
    frames[frame] = image
    uses.append(frame)
    bytes += image.pixels.count
    while bytes > byteLimit, uses.count > 1 {
      bytes -= frames.removeValue(forKey: uses.removeFirst())?.pixels.count ?? 0
    }
  }
}
