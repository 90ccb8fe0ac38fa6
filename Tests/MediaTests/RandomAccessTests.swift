import Media
import Testing

@Suite struct RandomAccessTests {
  /// Back, forth, far and near, across key frames.
  static let visits = [70, 0, 71, 69, 3, 2, 1, 24, 23, 25, 48, 72, 5, 6, 7, 40, 12, 11, 10, 71]

  @Test(arguments: [VideoFormat.ffv1, .h264()])
  func anyOrderEqualsReadingOn(format: VideoFormat) throws {
    try Clips.inFolder { folder in
      let path = folder + "/a"
      try VideoWriter.write((0..<73).map { Clips.smooth($0) }, to: path, rate: 10, format: format)
      let ordered = try VideoReader(path)
      let sequential = try (0..<ordered.frameCount).map(ordered.frame)
      #expect(sequential.count == 73)
      // A cache of one frame makes every visit decode.
      for cacheBytes in [1, 32 << 20] {
        let reader = try VideoReader(path, cacheBytes: cacheBytes)
        for number in Self.visits { #expect(try reader.frame(number) == sequential[number], "frame \(number)") }
      }
    }
  }

  @Test func timesFollowTheRate() throws {
    try Clips.inFolder { folder in
      let path = folder + "/a.mp4"
      try VideoWriter.write((0..<12).map { Clips.smooth($0) }, to: path, rate: 30, format: .h264())
      let reader = try VideoReader(path)
      for (number, time) in reader.times.enumerated() { #expect(abs(time - Double(number) / 30) < 1e-3) }
      #expect(reader.frameNumber(at: 0.1) == 3)
      #expect(reader.frameNumber(at: 0.119) == 4)
      #expect(reader.frameNumber(at: -1) == 0)
      #expect(reader.frameNumber(at: 100) == 11)
    }
  }
}
