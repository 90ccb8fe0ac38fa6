import Diagnostics
import Foundation
import Media
import NumPyFiles
import Testing

@testable import Recordings

/// Damaged episodes of the layouts other than LeRobot's, beside a sound one that is still used.
@Suite struct BrokenLayoutTests {
  struct Damage: Sendable, CustomStringConvertible {
    var description: String
    var reason: String
    /// What the second episode's file holds.
    var content: String
  }

  private static func rows(_ count: Int, width: Int = 7) -> String {
    "["
      + (0..<count).map { t in "[\((0..<width).map { "\(Double(t * $0) / 100)" }.joined(separator: ","))]" }
      .joined(separator: ",") + "]"
  }

  private static let video = #""videos": [{"video_path": "videos/1.mp4"}]"#

  static let annotations: [Damage] = [
    Damage(description: "no video", reason: "0002.json: names no video", content: "{\"states\": \(rows(12))}"),
    Damage(description: "no numbers", reason: "0002.json: holds neither actions nor states", content: "{\(video)}"),
    Damage(
      description: "far fewer actions", reason: "holds 5 actions and 12 states",
      content: "{\(video), \"states\": \(rows(12)), \"actions\": \(rows(5))}"),
    Damage(description: "no JSON", reason: "0002.json: is no JSON", content: "{\"states\": [[1,2"),
    Damage(
      description: "text for numbers", reason: "0002.json: \"states", content: "{\(video), \"states\": [[\"left\"]]}"),
    Damage(
      description: "missing video", reason: "there is no such video",
      content: "{\"videos\": [{\"video_path\": \"videos/9.mp4\"}], \"states\": \(rows(12))}"),
    Damage(
      description: "rows of unequal width", reason: "numbers",
      content: "{\(video), \"states\": [[1,2,3,4,5,6,7],[1,2,3]]}"),
  ]

  @Test(arguments: annotations) func anAnnotationIsSkippedWithAReason(_ damage: Damage) throws {
    try Scratch.inFolder { folder in
      try VideoWriter.write(
        (0..<12).map(CodedPicture.make), to: made("\(folder)/videos/1.mp4"), rate: 4, format: .h264())
      try Scratch.write("{\(Self.video), \"states\": \(Self.rows(12))}", to: "\(folder)/annotation/val/0001.json")
      try Scratch.write(damage.content, to: "\(folder)/annotation/val/0002.json")
      try expectSkipped(folder, .number(2), damage.reason, usable: .number(1))
    }
  }

  private static let archives: [(name: String, reason: String, make: @Sendable (inout NumPyArchive) -> Void)] = [
    (
      "two arrays", "which array holds the actions is not clear (left [10, 8], right [10, 8])",
      { archive in
        archive.append("left", NumPyArray(shape: [10, 8], [Float](repeating: 0, count: 80)))
        archive.append("right", NumPyArray(shape: [10, 8], [Float](repeating: 0, count: 80)))
      }
    ),
    ("nothing", "which array holds the actions is not clear (it is empty)", { _ in }),
    (
      "a row of numbers", "have the shape [80] instead of rows × numbers",
      { archive in
        archive.append("actions", NumPyArray(shape: [80], [Float](repeating: 0, count: 80)))
      }
    ),
  ]

  @Test(arguments: 0..<3) func anArchiveIsSkippedWithAReason(_ number: Int) throws {
    let damage = Self.archives[number]
    try Scratch.inFolder { folder in
      var sound = NumPyArchive()
      let values = (0..<80).map { Float($0 / 8) * 0.1 }
      sound.append("actions", NumPyArray(shape: [10, 8], values))
      try sound.write(to: "\(folder)/1.npz")
      var damaged = NumPyArchive()
      damage.make(&damaged)
      try damaged.write(to: "\(folder)/2.npz")
      for name in ["1", "2"] {
        try VideoWriter.write(
          (0..<10).map(CodedPicture.make), to: "\(folder)/\(name).mp4", rate: 5, format: .h264())
      }
      try expectSkipped(folder, .number(2), damage.reason, usable: .number(1))
    }
  }

  @Test func anArchiveThatIsNoneIsSkipped() throws {
    try Scratch.inFolder { folder in
      var sound = NumPyArchive()
      sound.append("actions", NumPyArray(shape: [10, 8], (0..<80).map { Float($0 / 8) * 0.1 }))
      try sound.write(to: "\(folder)/1.npz")
      try Scratch.write("no archive", to: "\(folder)/2.npz")
      try VideoWriter.write((0..<10).map(CodedPicture.make), to: "\(folder)/1.mp4", rate: 5, format: .h264())
      try expectSkipped(folder, .number(2), "not a zip archive", usable: .number(1))
    }
  }

  private func made(_ path: String) throws -> String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return path
  }

  private func expectSkipped(_ folder: String, _ key: EpisodeKey, _ reason: String, usable: EpisodeKey) throws {
    let survey = try Scratch.survey(folder)
    #expect(survey.skipped.map(\.episode) == [key])
    #expect(survey.skipped.first?.reason.contains(reason) == true, "\(survey.skipped)")
    #expect(survey.usable.map(\.key) == [usable])
  }
}
