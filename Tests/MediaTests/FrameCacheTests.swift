import Testing

@testable import Media

@Suite struct FrameCacheTests {
  private let frame = Image(width: 10, height: 4)

  /// A hard cap: whatever is read, and in whichever order, never more is held; but for one frame, which is shown.
  @Test(arguments: [1, 120, 500, 1_000, 100_000])
  func neverMoreIsHeldThanTheLimit(limit: Int) {
    var cache = FrameCache(byteLimit: limit)
    for step in 0..<300 {
      let number = step * step % 97
      if cache.image(number) == nil { cache.insert(frame, for: number) }
      #expect(cache.bytes <= max(limit, frame.pixels.count))
      #expect(cache.image(number) != nil, "what was just read is gone")
    }
    let held = (0..<97).count { cache.image($0) != nil }
    #expect(held * frame.pixels.count == cache.bytes)
  }

  @Test func whatWasUsedLongestAgoGoesFirst() {
    var cache = FrameCache(byteLimit: 3 * frame.pixels.count)
    for number in 0..<3 { cache.insert(frame, for: number) }
    _ = cache.image(0)
    cache.insert(frame, for: 3)
    #expect([0, 1, 2, 3].map { cache.image($0) != nil } == [true, false, true, true])
  }
}
