import Foundation
import Media
import Testing

@testable import Recordings

/// The n-th row's picture is the n-th frame, whatever the codec does with the order and the times of frames.
@Suite struct FrameAlignmentTests {
  struct Codec: CustomStringConvertible {
    var encoder: String
    var options: [(String, String)]
    var description: String { "\(encoder) \(options.map { "\($0.0)=\($0.1)" }.joined(separator: " "))" }
  }

  static let codecs = [
    Codec(encoder: "libx264", options: [("bf", "3"), ("b_strategy", "0"), ("preset", "fast")]),
    Codec(encoder: "libx264", options: [("bf", "0"), ("preset", "ultrafast")]),
    Codec(encoder: "mpeg4", options: [("bf", "2"), ("q", "2")]),
    Codec(encoder: "libaom-av1", options: [("cpu-used", "8"), ("crf", "20")]),
  ]

  /// Milliseconds: even, and with frames that come early, late or not at all.
  static let clocks: [[Int]] = [
    (0..<60).map { $0 * 50 },
    (0..<60).map { $0 * 50 + [0, 13, -11, 7, 19][$0 % 5] + ($0 > 30 ? 50 : 0) },
  ]

  @Test(arguments: codecs, clocks) func rowsGetTheirOwnFrames(_ codec: Codec, _ clock: [Int]) throws {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture(episodes: 1, rows: 60)
      fixture.time = { Double(clock[$0] - clock[0]) / 1000 }
      try fixture.write(to: folder)
      let path = "\(folder)/\(fixture.video(0))"
      try Scratch.remove(path)
      try TestVideo.write(
        clock.indices.map(CodedPicture.make), at: clock, encoder: codec.encoder, options: codec.options, to: path)
      let reader = try Recording.open(folder)
      let session = PictureSession()
      let inspector = EpisodeInspector(facts: reader.facts, cameras: ["front"])
      let checked = try inspector.inspect(try reader.episode(.number(0)), session)
      #expect(checked.problems.filter { $0.kind == .unequalLengths }.isEmpty)
      var seen: [Int] = []
      try session.read(checked.cameras[0].source, checked.cameras[0].numbers, width: 64, height: 48) {
        seen.append(CodedPicture.read($0))
      }
      #expect(seen == Array(0..<60))
    }
  }

  /// Half the rate, from a clock that is not even: each frame is the one shown nearest to its time, and its action is
  /// the last that was told before the next.
  @Test(arguments: clocks) func resamplingKeepsRowsAndFramesTogether(_ clock: [Int]) throws {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture(episodes: 1, rows: 60)
      fixture.time = { Double(clock[$0] - clock[0]) / 1000 }
      fixture.action = { _, row in [Float(row) / 100, Float(row % 7), 0.5] }
      fixture.state = { _, row in [Float(row) / 100, Float(row % 7), 0.5] }
      try fixture.write(to: folder)
      try Scratch.remove("\(folder)/\(fixture.video(0))")
      try TestVideo.write(
        clock.indices.map(CodedPicture.make), at: clock, encoder: "libx264", options: [("bf", "3")],
        to: "\(folder)/\(fixture.video(0))")
      var options = ImportOptions()
      options.rate = 10
      options.size = .fixed(width: 64, height: 48)
      let surveyor = try Surveyor(folder, options)
      let survey = try surveyor.survey()
      let importer = EpisodeImporter(reader: surveyor.reader, survey: survey, options: options)
      let episode = try #require(try importer.episodes(.number(0), number: 0).episodes.first)
      let view = episode.views[0]
      let shown = (0..<episode.frames).map { t in
        let bytes = Array(view.rgb[t * view.frameBytes..<(t + 1) * view.frameBytes])
        return CodedPicture.read(Image(width: view.width, height: view.height, pixels: bytes))
      }
      for (k, number) in shown.enumerated() {
        let wanted = k * 100 + clock[0]
        let best = clock.map { abs($0 - wanted) }.min() ?? 0
        #expect(abs(clock[number] - wanted) == best, "frame \(k) shows \(number)")
        let end = k + 1 < shown.count ? shown[k + 1] : min(60, number + 2)
        #expect(abs(episode.actions[k][0] - Float(end - 1) / 100) < 1e-6)
        #expect(abs(episode.states[k][0] - Float(number) / 100) < 1e-6)
      }
      #expect(shown.count >= 29)
    }
  }

  @Test func aTableShorterByOneRowLosesNothingElse() throws {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture(episodes: 1)
      fixture.frames = 25
      try fixture.write(to: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.rows) == [24])
      #expect(
        survey.problems.contains { $0.kind == .unequalLengths && $0.detail == "front has 25 pictures for 24 rows" })
    }
  }
}
