import Foundation
import Testing

@testable import Media

@Suite struct FilmFormatTests {
  /// GIF's 256 colours come near enough to tell red from blue, frame by frame.
  @Test func gifsKeepTheirFrames() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).gif").path
    defer { unlink(path) }
    let frames = (0..<5).map {
      Image(width: 33, height: 20, fill: $0 % 2 == 0 ? Color(220, 30, 30) : Color(30, 30, 220))
    }
    try VideoWriter.write(frames, to: path, rate: 10, format: .gif)
    let reader = try VideoReader(path)
    #expect(reader.frameCount == 5)
    for number in 0..<5 {
      let color = try reader.frame(number)[16, 10]
      #expect((color.red > color.blue) == (number % 2 == 0), "frame \(number)")
    }
  }
}
