import Diagnostics
import Foundation
import Media
import Testing

@testable import Recordings

/// Annotations that differ from each other: all of them are asked what the recording holds.
@Suite struct AnnotationMixTests {
  private static let rows = 12

  private func table(_ width: Int, _ scale: Double = 0.01) -> String {
    let rows = (0..<Self.rows).map { t in
      "[" + (0..<width).map { "\(scale * Double(t * ($0 + 1)))" }.joined(separator: ",") + "]"
    }
    return "[\(rows.joined(separator: ","))]"
  }

  /// - Parameter parts: of each episode, what stands beside its videos; how many cameras it has.
  private func survey(_ parts: [(String, cameras: Int)], _ change: (inout ImportOptions) -> Void = { _ in }) throws
    -> RecordingSurvey
  {
    try Scratch.inFolder { folder in
      try Scratch.write("", to: "\(folder)/videos/list.txt")
      for camera in 0..<3 {
        try VideoWriter.write(
          (0..<Self.rows).map(CodedPicture.make), to: "\(folder)/videos/\(camera).mp4", rate: 4, format: .h264())
      }
      for (number, part) in parts.enumerated() {
        let videos = (0..<part.cameras).map { #"{"video_path": "videos/\#($0).mp4"}"# }.joined(separator: ", ")
        try Scratch.write(
          #"{"texts": ["x"], "videos": [\#(videos)], \#(part.0)}"#, to: "\(folder)/annotation/val/\(number).json")
      }
      return try Scratch.survey(folder, change)
    }
  }

  /// One action fewer than states: the last is repeated, and where it is a delta stands still. Zeros would be a target
  /// that nobody gave.
  @Test func theActionThatLacksIsStill() throws {
    try Scratch.inFolder { folder in
      let rows = (0..<4).map { "[1.\($0), 1.5]" }
      try Scratch.write(
        #"{"joints": [\#(rows.joined(separator: ","))], "actions": [\#(rows.dropFirst().joined(separator: ","))]}"#,
        to: "\(folder)/annotation/val/0.json")
      try Scratch.write("", to: "\(folder)/videos/list.txt")
      let annotation = try Annotation.read("\(folder)/annotation/val/0.json")
      var episode = SourceEpisode(key: .number(0))
      (episode.states, episode.actions) = (annotation.anyStates, annotation.anyActions)
      try AnnotationReader.pad(&episode, at: folder)
      #expect(episode.actions == [[1.1, 1.5], [1.2, 1.5], [1.3, 1.5], [1.3, 1.5]] && episode.lastActionIsMade)
      var checked = CheckedEpisode(
        key: episode.key, task: "", times: [], actions: try #require(episode.actions), states: [], cameras: [],
        isDerived: false, lastActionIsMade: true, problems: [])
      checked.settleMadeAction(isDelta: [true, false])
      #expect(checked.actions.last == [0, 1.5] && checked.actions.count == 4)
    }
  }

  private var poses: String { "\"states\": \(table(7))" }
  private var recorded: String { "\(poses), \"actions\": \(table(7, 0.001))" }
  private var joints: String { "\"joints\": \(table(7))" }

  /// The first file has actions, as the only one: the others' next states are no deltas.
  @Test func derivedActionsAreNotMixedWithRecordedOnes() throws {
    let found = try survey([(recorded, 1), (poses, 1), (poses, 1)])
    #expect(found.usable.map(\.key) == [.number(1), .number(2)])
    #expect(
      found.skipped.first?.reason.contains(
        "its actions come from recorded actions, those of the other episodes from the next row's tool pose") == true,
      "\(found.skipped)")
    #expect(found.contract.origin == "next_state" && found.contract.dimensions[0].kind == .endEffectorPose)
    let other = try survey([(poses, 1), (recorded, 1), (recorded, 1)])
    #expect(other.usable.map(\.key) == [.number(1), .number(2)])
    #expect(other.contract.origin == nil && other.contract.dimensions[0].kind == .endEffectorDelta)
  }

  @Test func recordedActionsWinATie() throws {
    let found = try survey([(poses, 1), (recorded, 1)])
    #expect(found.usable.map(\.key) == [.number(1)] && found.contract.origin == nil)
  }

  /// Of the same width, but another thing.
  @Test func jointsAreNotMixedWithPoses() throws {
    let found = try survey([(joints, 1), (poses, 1), (poses, 1)])
    #expect(found.usable.map(\.key) == [.number(1), .number(2)])
    #expect(found.contract.dimensions.map(\.name) == ActionConvention.toolNames)
    #expect(found.skipped.first?.reason.contains("joints") == true)
  }

  @Test func camerasAreThoseOfAllEpisodes() throws {
    let found = try survey([(poses, 1), (poses, 2)])
    #expect(found.cameras.map(\.name) == ["camera_0", "camera_1"])
    #expect(found.usable.map(\.key) == [.number(1)])
    #expect(found.skipped.map(\.reason) == ["has no camera camera_1"])
    let one = try survey([(poses, 1), (poses, 2)]) { $0.cameras = ["camera_0"] }
    #expect(one.usable.count == 2)
  }

  /// One stray video must not cost all other episodes.
  @Test func aCameraOfFewEpisodesIsLeftOutUnlessItIsAskedFor() throws {
    let parts = [(poses, 2), (poses, 2), (poses, 3)]
    let found = try survey(parts)
    #expect(found.cameras.map(\.name) == ["camera_0", "camera_1"] && found.usable.count == 3)
    #expect(found.problems.contains { $0.detail.hasPrefix("camera_2 is in fewer than half of the episodes") })
    let asked = try survey(parts) { $0.cameras = ["camera_2"] }
    #expect(asked.usable.map(\.key) == [.number(2)])
    #expect(!asked.problems.contains { $0.detail.hasPrefix("camera_2 is in fewer") })
  }

  @Test func aDamagedAnnotationSpeaksForNobody() throws {
    let found = try survey([(poses, 1), ("\(poses), \"actions\": [[1],[2]]", 1)])
    #expect(found.usable.map(\.key) == [.number(0)] && found.contract.origin == "next_state")
  }
}
