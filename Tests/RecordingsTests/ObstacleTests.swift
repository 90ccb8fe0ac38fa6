import Diagnostics
import Foundation
import Testing

@testable import Recordings

/// Links, pipes, folders that may not be entered, numbers that fit nowhere.
@Suite struct ObstacleTests {
  private func inFixture<Result>(_ body: (LeRobotFixture, String) throws -> Result) throws -> Result {
    try Scratch.inFolder { folder in try body(try LeRobotFixture().write(to: "\(folder)/recording"), folder) }
  }

  private func refusal(_ folder: String, _ change: (inout ImportOptions) -> Void = { _ in }) -> UserError? {
    #expect(throws: UserError.self) { try Scratch.survey("\(folder)/recording", change) }
  }

  /// Tables on another disk, behind a link; a link back up is entered once.
  @Test func linkedFoldersAreRead() throws {
    try inFixture { _, folder in
      let files = FileManager.default
      try files.moveItem(atPath: "\(folder)/recording/data", toPath: "\(folder)/elsewhere")
      try files.createSymbolicLink(atPath: "\(folder)/recording/data", withDestinationPath: "\(folder)/elsewhere")
      try files.createSymbolicLink(atPath: "\(folder)/elsewhere/loop", withDestinationPath: "\(folder)/elsewhere")
      #expect(try Scratch.survey("\(folder)/recording").usable.count == 3)
    }
  }

  /// Opening a pipe would wait for ever.
  @Test func aPipeIsNoTable() throws {
    try inFixture { fixture, folder in
      let table = "\(folder)/recording/\(fixture.table(1))"
      try Scratch.remove(table)
      #expect(mkfifo(table, 0o600) == 0)
      let found = try Scratch.survey("\(folder)/recording")
      #expect(found.skipped.map(\.episode) == [.number(1)])
      #expect(found.skipped.first?.reason.contains("is no plain file, not a table") == true)
    }
  }

  @Test func aCameraNamedTwiceIsRefusedAtOnce() throws {
    try inFixture { _, folder in
      let error = refusal(folder) { $0.cameras = ["front", "front"] }
      #expect(error?.what == "the camera front is named twice")
    }
  }

  @Test func camerasOfOneShortNameGoByAllOfTheirNames() throws {
    let text = """
      {"codebase_version": "v2.1", "fps": 10, "data_path": "d", "chunks_size": 1000, "features": {
       "observation.image.main": {"dtype": "video", "shape": [48, 64, 3]},
       "observation.images.main": {"dtype": "video", "shape": [48, 64, 3]},
       "observation.images.wrist": {"dtype": "video", "shape": [48, 64, 3]}}}
      """
    try Scratch.inFolder { folder in
      try Scratch.write(text, to: "\(folder)/meta/info.json")
      let info = try LeRobotInfo(folder: folder)
      #expect(info.facts().cameras == ["observation_image_main", "observation_images_main", "wrist"])
    }
  }

  /// What Python writes for a number that is none, and one that no number holds: the parser's own words are passed on.
  @Test(arguments: ["NaN", "1e400"])
  func numbersThatAreNoneAreTold(_ number: String) throws {
    try inFixture { fixture, folder in
      let text = fixture.info.replacing("\"fps\": 20.0", with: "\"fps\": \(number)")
      #expect(text != fixture.info)
      try Scratch.write(text, to: "\(folder)/recording/meta/info.json")
      let error = refusal(folder)
      #expect(error?.what.hasPrefix("is no JSON that can be read (") == true, "\(String(describing: error?.what))")
    }
  }

  /// An action under another name is not "0 rows".
  @Test func tablesWithoutActionsAndStatesSaySo() throws {
    try inFixture { fixture, folder in
      let text = fixture.info.replacing("\"action\"", with: "\"actions\"")
        .replacing("\"observation.state\"", with: "\"observation.states\"")
      try Scratch.write(text, to: "\(folder)/recording/meta/info.json")
      let found = try? Scratch.survey("\(folder)/recording")
      let reasons = found?.skipped.map(\.reason) ?? [refusal(folder)?.what ?? ""]
      #expect(found?.usable.isEmpty ?? true)
      #expect(!reasons.isEmpty && reasons.allSatisfy { $0.contains("neither actions nor states") }, "\(reasons)")
    }
  }
}
