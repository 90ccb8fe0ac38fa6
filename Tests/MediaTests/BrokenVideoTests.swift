import Diagnostics
import Foundation
import Media
import Testing

@Suite struct BrokenVideoTests {
  /// Reads everything there is.
  private func readAll(_ path: String) throws {
    let reader = try VideoReader(path)
    for number in 0..<reader.frameCount { _ = try reader.frame(number) }
  }

  private func write(_ format: VideoFormat, to path: String) throws {
    try VideoWriter.write((0..<40).map { Clips.noise($0, width: 64, height: 64) }, to: path, rate: 10, format: format)
  }

  @Test func missingEmptyAndForeignFilesAreUserErrors() throws {
    try Clips.inFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/empty.mp4"))
      try Data("hello, this is no video".utf8).write(to: URL(fileURLWithPath: folder + "/text.mp4"))
      for name in ["/missing.mp4", "/empty.mp4", "/text.mp4", ""] {
        let error = #expect(throws: UserError.self) { try readAll(folder + name) }
        #expect(error?.place == folder + name)
        #expect(error?.what.isEmpty == false)
      }
    }
  }

  @Test(arguments: [VideoFormat.ffv1, .h264()], [0.02, 0.3, 0.5, 0.9, 0.99])
  func cutFilesAreUserErrors(format: VideoFormat, share: Double) throws {
    try Clips.inFolder { folder in
      try write(format, to: folder + "/a")
      let bytes = try Clips.contents(folder + "/a")
      try bytes.prefix(Int(Double(bytes.count) * share)).write(to: URL(fileURLWithPath: folder + "/cut"))
      #expect(throws: UserError.self) { try readAll(folder + "/cut") }
    }
  }

  @Test func flippedBitsInLosslessFilesAreFound() throws {
    try Clips.inFolder { folder in
      try write(.ffv1, to: folder + "/a")
      var bytes = try Clips.contents(folder + "/a")
      for place in stride(from: bytes.count / 2, to: bytes.count / 2 + 64, by: 8) { bytes[place] ^= 0x55 }
      try bytes.write(to: URL(fileURLWithPath: folder + "/bad"))
      #expect(throws: UserError.self) { try readAll(folder + "/bad") }
    }
  }

  @Test func impossibleVideosAreUserErrors() throws {
    try Clips.inFolder { folder in
      let path = folder + "/a.mkv"
      #expect(throws: UserError.self) { try VideoWriter(to: path, width: 0, height: 8, rate: 10, format: .ffv1) }
      #expect(throws: UserError.self) { try VideoWriter(to: path, width: 8, height: 8, rate: .nan, format: .ffv1) }
      #expect(throws: UserError.self) { try VideoWriter.write([], to: path, rate: 10, format: .ffv1) }
      #expect(throws: UserError.self) {
        try VideoWriter(to: "/proc/nowhere/a.mkv", width: 8, height: 8, rate: 10, format: .ffv1)
      }
    }
  }
}
