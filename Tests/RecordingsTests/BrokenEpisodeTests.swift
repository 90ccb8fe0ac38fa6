import Diagnostics
import Foundation
import Media
import Testing

@testable import Recordings

/// Episodes that cannot be used among others that can: one line each, and the others are imported.
@Suite struct BrokenEpisodeTests {
  struct Damage: Sendable, CustomStringConvertible {
    var description: String
    /// The reason for which episode 1 is skipped.
    var reason: String
    /// Changes the files, or the recording before it is written.
    var after: @Sendable (LeRobotFixture, String) throws -> Void = { _, _ in }
    var before: @Sendable (inout LeRobotFixture) -> Void = { _ in }
  }

  static let skipped: [Damage] = [
    Damage(description: "video missing", reason: "episode_000001.mp4: there is no such video") {
      try Scratch.remove("\($1)/\($0.video(1))")
    },
    Damage(description: "video empty", reason: "episode_000001.mp4: is empty") {
      try Scratch.write("", to: "\($1)/\($0.video(1))")
    },
    Damage(description: "video is text", reason: "is not a readable video") {
      try Scratch.write(String(repeating: "no video ", count: 500), to: "\($1)/\($0.video(1))")
    },
    Damage(description: "video cut short", reason: "episode_000001.mp4") {
      try Scratch.cut("\($1)/\($0.video(1))", to: 0.6)
    },
    Damage(description: "video much shorter", reason: "front: its video has 12 pictures for 24 rows") {
      try VideoWriter.write(
        (0..<12).map(CodedPicture.make), to: "\($1)/\($0.video(1))", rate: 20, format: .h264())
    },
    Damage(description: "table cut short", reason: "is no readable Parquet table") {
      try Scratch.cut("\($1)/\($0.table(1))", to: 0.5)
    },
    Damage(description: "table is text", reason: "is no readable Parquet table") {
      try Scratch.write("PAR1 but nothing else", to: "\($1)/\($0.table(1))")
    },
    Damage(description: "table without actions", reason: "has no column action") {
      try ParquetTable.write(Array($0.columns(1).dropFirst()), to: "\($1)/\($0.table(1))")
    },
    Damage(description: "table without rows", reason: "has no rows") {
      var none = $0
      none.rows = 0
      try ParquetTable.write(none.columns(1), to: "\($1)/\($0.table(1))")
    },
    Damage(description: "one row", reason: "has 1 rows; two are the least") {
      var one = $0
      one.rows = 1
      try ParquetTable.write(one.columns(1), to: "\($1)/\($0.table(1))")
    },
    Damage(
      description: "action not a number", reason: "the action elbow_joint is nan in row 5",
      before: { $0.action = { e, t in e == 1 && t == 5 ? [0, .nan, 0] : LeRobotFixture.target(e, t) } }),
    Damage(
      description: "action infinite", reason: "the action gripper is inf in row 0",
      before: { $0.action = { e, t in e == 1 && t == 0 ? [0, 0, .infinity] : LeRobotFixture.target(e, t) } }),
    Damage(
      description: "actions of another width", reason: "holds 2 numbers a row; meta/info.json says 3",
      before: { $0.action = { e, t in e == 1 ? [0, 1] : LeRobotFixture.target(e, t) } }),
    Damage(description: "actions as text", reason: "holds no numbers") {
      var columns = $0.columns(1)
      columns[0] = ParquetColumn("action", .texts((0..<24).map(String.init)))
      try ParquetTable.write(columns, to: "\($1)/\($0.table(1))")
    },
    Damage(description: "time runs backwards", reason: "time does not go on at row 10") {
      var wrong = $0
      wrong.time = { $0 == 10 ? 0.1 : Double($0) / 20 }
      try ParquetTable.write(wrong.columns(1), to: "\($1)/\($0.table(1))")
    },
    Damage(description: "time stands still", reason: "time does not go on at row 1") {
      var wrong = $0
      wrong.time = { _ in 0 }
      try ParquetTable.write(wrong.columns(1), to: "\($1)/\($0.table(1))")
    },
    Damage(description: "time is no number", reason: "the time of row 3 is nan") {
      var wrong = $0
      wrong.time = { $0 == 3 ? .nan : Double($0) / 20 }
      try ParquetTable.write(wrong.columns(1), to: "\($1)/\($0.table(1))")
    },
    Damage(description: "pictures of no shape", reason: "pictures of 600×2 have another shape than frames") {
      let line = Image(width: 600, height: 2, fill: .white)
      try VideoWriter.write(
        [Image](repeating: line, count: 24), to: "\($1)/\($0.video(1))", rate: 20, format: .h264())
    },
  ]

  @Test(arguments: skipped) func isSkippedWithAReason(_ damage: Damage) throws {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture()
      damage.before(&fixture)
      try fixture.write(to: folder)
      try damage.after(fixture, folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.skipped.map(\.episode) == [.number(1)])
      #expect(survey.skipped.first?.reason.contains(damage.reason) == true, "\(survey.skipped)")
      #expect(survey.skipped.first?.reason.hasPrefix("episode") == false, "the line names it already")
      #expect(survey.usable.map(\.key) == [.number(0), .number(2)])
      #expect(survey.found == 3)
      let text = survey.text()
      #expect(text.split(separator: "\n").count { $0.hasPrefix("skipped") } == 1)
      // The others are imported, and nothing half-written stays.
      let out = "\(folder)/out"
      let set = ImportSet(folder: out, entries: survey.usable)
      let done = try Importer(try Surveyor(folder, ImportOptions()), survey, set).run { _ in }
      #expect(done.result.episodes == 2)
      let files = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
      #expect(files == ["contract.yaml", "dataset.json", "shard-0000.h5", "sources.json"])
    }
  }

  @Test func damageDeepInAVideoIsFoundByLookingAndByImporting() throws {
    try Scratch.inFolder { folder in
      let fixture = try LeRobotFixture(rows: 60).write(to: folder)
      let path = "\(folder)/\(fixture.video(1))"
      var bytes = [UInt8](try Scratch.contents(path))
      // Within the pictures' data, which this layout keeps at the end.
      for index in bytes.count * 8 / 10..<bytes.count * 95 / 100 {
        bytes[index] = UInt8(truncatingIfNeeded: index &* 31)
      }
      try Scratch.write(Data(bytes), to: path)
      let surveyor = try Surveyor(folder, ImportOptions())
      var survey = try surveyor.survey()
      #expect(survey.usable.count == 3)
      let before = survey
      try PictureCheck(surveyor, all: true).run(&survey)
      #expect(survey.skipped.map(\.episode) == [.number(1)], "\(survey.skipped)")
      let out = "\(folder)/out"
      let set = ImportSet(folder: out, entries: before.usable)
      let done = try Importer(surveyor, before, set).run { _ in }
      #expect(done.skipped.map(\.episode) == [.number(1)])
      #expect(done.result.episodes == 2)
    }
  }
}
