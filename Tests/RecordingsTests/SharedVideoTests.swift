import Foundation
import Media
import Testing

@testable import Recordings

/// Episodes that share a video show their own stretch of it alone.
@Suite struct SharedVideoTests {
  /// Three episodes of 30 pictures each, as LeRobot 3.0 keeps them.
  private struct Fixture {
    var rows = 30
    var time: (_ episode: Int, _ row: Int) -> Double = { Double($1) / 20 }
    var saysEnds = true

    func write(to folder: String) throws {
      let info = LeRobotFixture(version: "v3.0").info
        .replacing(
          "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}",
          with: "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}")
      try Scratch.write(info, to: "\(folder)/meta/info.json")
      let all = (0..<3).flatMap { episode in (0..<rows).map { (episode, $0) } }
      try ParquetTable.write(
        [
          ParquetColumn("action", .vectors(all.map { LeRobotFixture.target($0.0, $0.1) })),
          ParquetColumn("observation.state", .vectors(all.map { LeRobotFixture.target($0.0, $0.1 - 1) })),
          ParquetColumn("timestamp", .floats(all.map { time($0.0, $0.1) })),
          ParquetColumn("episode_index", .integers(all.map { $0.0 })),
        ], to: "\(folder)/data/chunk-000/file-000.parquet")
      let video = "videos/\(LeRobotFixture.camera)"
      let ends = saysEnds ? [ParquetColumn("\(video)/to_timestamp", .floats([1.5, 3, 4.5]))] : []
      try ParquetTable.write(
        ends + [
          ParquetColumn("episode_index", .integers([0, 1, 2])),
          ParquetColumn("length", .integers([rows, rows, rows])),
          ParquetColumn("\(video)/chunk_index", .integers([0, 0, 0])),
          ParquetColumn("\(video)/file_index", .integers([0, 0, 0])),
          ParquetColumn("\(video)/from_timestamp", .floats([0, 1.5, 3])),
        ], to: "\(folder)/meta/episodes/chunk-000/file-000.parquet")
      let path = "\(folder)/\(video)/chunk-000/file-000.mp4"
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try VideoWriter.write((0..<90).map(CodedPicture.make), to: path, rate: 20, format: .h264())
    }
  }

  private func shown(_ folder: String, _ episode: Int) throws -> [Int] {
    let reader = try Recording.open(folder)
    let session = PictureSession()
    let checked = try EpisodeInspector(facts: reader.facts, cameras: ["front"])
      .inspect(try reader.episode(.number(episode)), session)
    var seen: [Int] = []
    try session.read(checked.cameras[0].source, checked.cameras[0].numbers, width: 64, height: 48) {
      seen.append(CodedPicture.read($0))
    }
    return seen
  }

  @Test(arguments: [true, false]) func aSoundRecordingIsAsItWas(_ saysEnds: Bool) throws {
    try Scratch.inFolder { folder in
      try Fixture(saysEnds: saysEnds).write(to: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.rows) == [30, 30, 30])
      #expect(!survey.problems.contains { [.clock, .unequalLengths].contains($0.kind) }, "\(survey.problems)")
      for episode in 0..<3 { #expect(try shown(folder, episode) == Array(30 * episode..<30 * episode + 30)) }
    }
  }

  @Test func rowsBeyondTheStretchHaveNoPicture() throws {
    try Scratch.inFolder { folder in
      try Fixture(rows: 32).write(to: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.rows) == [30, 30, 30])
      let told = survey.problems.filter { $0.kind == .unequalLengths }
      #expect(told.map(\.episode) == [.number(0), .number(1), .number(2)])
      #expect(told.allSatisfy { $0.detail.hasPrefix("front has pictures of 30 of its 32 rows") }, "\(told)")
      for episode in 0..<3 { #expect(try shown(folder, episode) == Array(30 * episode..<30 * episode + 30)) }
    }
  }

  @Test func anEpisodeWithTooManyRowsIsSkipped() throws {
    try Scratch.inFolder { folder in
      try Fixture(rows: 40).write(to: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.isEmpty && survey.skipped.count == 3)
      #expect(survey.skipped.allSatisfy { $0.reason.hasPrefix("10 of its 40 rows have no picture of front") })
    }
  }

  /// Timestamps that run on from episode to episode would find the pictures of the one after next.
  @Test(arguments: [true, false]) func aClockThatRunsOnIsTakenFromItsFirstRow(_ saysEnds: Bool) throws {
    try Scratch.inFolder { folder in
      try Fixture(time: { Double(30 * $0 + $1) / 20 }, saysEnds: saysEnds).write(to: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.rows) == [30, 30, 30] && survey.skipped.isEmpty)
      let told = survey.problems.filter { $0.kind == .clock }
      #expect(told.map(\.episode) == [.number(1), .number(2)])
      #expect(told.first?.detail == "the table's clock begins at 1.5 s, and was taken from there on")
      for episode in 0..<3 { #expect(try shown(folder, episode) == Array(30 * episode..<30 * episode + 30)) }
    }
  }
}
