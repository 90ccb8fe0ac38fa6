import Foundation
import Media
import Testing

@Suite struct VideoRoundTripTests {
  @Test(arguments: [(1, 128, 128), (2, 64, 48), (13, 192, 144), (7, 33, 17), (3, 16, 16)])
  func ffv1KeepsEveryBit(count: Int, width: Int, height: Int) throws {
    try Clips.inFolder { folder in
      let images = (0..<count).map { Clips.noise($0, width: width, height: height) }
      let path = folder + "/a.mkv"
      try VideoWriter.write(images, to: path, rate: 10, format: .ffv1)
      let reader = try VideoReader(path)
      #expect((reader.frameCount, reader.width, reader.height) == (count, width, height))
      #expect(reader.codec == "ffv1")
      #expect(try reader.frames(0..<count) == images)
    }
  }

  @Test(arguments: [1, 2, 49, 60])
  func h264KeepsCountAndLooks(count: Int) throws {
    try Clips.inFolder { folder in
      let images = (0..<count).map { Clips.smooth($0) }
      let path = folder + "/a.mp4"
      try VideoWriter.write(images, to: path, rate: 10, format: .h264())
      let reader = try VideoReader(path)
      #expect(reader.frameCount == count)
      #expect(abs(reader.rate - 10) < 1e-6)
      for (number, image) in images.enumerated() {
        #expect(Clips.psnr(try reader.frame(number), image) > 35, "frame \(number)")
      }
    }
  }

  @Test func h264PadsOddSizesByRepeating() throws {
    try Clips.inFolder { folder in
      let image = Clips.smooth(0, width: 95, height: 63)
      try VideoWriter.write([image, image], to: folder + "/a.mp4", rate: 30, format: .h264(crf: 1))
      let read = try VideoReader(folder + "/a.mp4").frame(1)
      #expect((read.width, read.height) == (96, 64))
      #expect(abs(Int(read[95, 63].green) - Int(image[94, 62].green)) < 6)
    }
  }

  @Test(arguments: [VideoFormat.ffv1, .h264()])
  func sameFramesGiveSameBytes(format: VideoFormat) throws {
    try Clips.inFolder { folder in
      let images = (0..<30).map { Clips.smooth($0) }
      try VideoWriter.write(images, to: folder + "/a", rate: 10, format: format)
      try VideoWriter.write(images, to: folder + "/b", rate: 10, format: format)
      #expect(try Clips.contents(folder + "/a") == Clips.contents(folder + "/b"))
    }
  }

  @Test(arguments: [VideoFormat.ffv1, .h264()])
  func unfinishedWriterLeavesNothing(format: VideoFormat) throws {
    try Clips.inFolder { folder in
      do {
        let writer = try VideoWriter(to: folder + "/a", width: 32, height: 32, rate: 10, format: format)
        try writer.append(Image(width: 32, height: 32))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func mp4StartsWithItsIndex() throws {
    try Clips.inFolder { folder in
      try VideoWriter.write((0..<5).map { Clips.smooth($0) }, to: folder + "/a.mp4", rate: 10, format: .h264())
      let bytes = try Clips.contents(folder + "/a.mp4")
      let (index, data) = (bytes.range(of: Data("moov".utf8)), bytes.range(of: Data("mdat".utf8)))
      #expect(try #require(index).lowerBound < #require(data).lowerBound)
    }
  }
}
