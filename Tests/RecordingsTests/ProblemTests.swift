import Foundation
import Media
import Testing

@testable import Recordings

/// What is odd is said, and does not stop anything.
@Suite struct ProblemTests {
  private func problems(
    _ change: (inout LeRobotFixture) -> Void, _ after: (LeRobotFixture, String) throws -> Void = { _, _ in }
  )
    throws -> [DataProblem]
  {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture()
      change(&fixture)
      try fixture.write(to: folder)
      try after(fixture, folder)
      let surveyor = try Surveyor(folder, ImportOptions())
      var survey = try surveyor.survey()
      try PictureCheck(surveyor, all: true).run(&survey)
      #expect(!survey.usable.isEmpty)
      return survey.problems
    }
  }

  @Test func aGoodRecordingHasNone() throws {
    #expect(try problems { _ in }.isEmpty)
  }

  @Test func constantAndSaturatedActionsAreNamed() throws {
    let found = try problems {
      $0.rows = 60
      $0.action = { e, t in [0.25, max(-0.3, LeRobotFixture.target(e, t)[1]), LeRobotFixture.target(e, t)[2]] }
    }
    #expect(found.contains { $0.kind == .constantAction && $0.detail == "shoulder_joint is 0.25 throughout" })
    #expect(
      found.contains { $0.kind == .saturatedAction && $0.detail.hasPrefix("elbow_joint stands at its limit -0.3") })
  }

  @Test func aGripperAgainstItsStateIsNamed() throws {
    let found = try problems {
      $0.state = { e, t in
        let told = LeRobotFixture.target(e, t - 1)
        return [told[0], told[1], 1 - told[2]]
      }
    }
    #expect(found.contains { $0.kind == .gripperSign && $0.detail.hasPrefix("gripper rises where its state falls") })
  }

  @Test func gapsAndWrongRatesAreNamed() throws {
    let gap = try problems { $0.time = { Double($0) / 20 + ($0 >= 12 ? 1 : 0) } }
    #expect(gap.contains { $0.kind == .gap && $0.detail == "time jumps 1 times, first at row 12, by up to 1.05 s" })
    #expect(gap.contains { $0.kind == .clock })
    let rate = try problems { $0.time = { Double($0) / 15 } }
    #expect(rate.contains { $0.kind == .clock && $0.detail == "rows come 15 times a second, the description says 20" })
  }

  @Test func statesThatAreNoNumbersAreNamed() throws {
    let found = try problems { $0.state = { e, t in t == 3 ? [.nan, 0, 0] : LeRobotFixture.target(e, t - 1) } }
    #expect(found.count { $0.kind == .notANumber } == 3)
  }

  @Test func repeatedPicturesAreNamed() throws {
    let found = try problems({ _ in }) { fixture, folder in
      let pictures = (0..<24).map { CodedPicture.make($0 / 3) }
      try VideoWriter.write(pictures, to: "\(folder)/\(fixture.video(1))", rate: 20, format: .ffv1)
    }
    #expect(found.contains { $0.kind == .repeatedFrames && $0.episode == .number(1) }, "\(found)")
  }

  @Test func lengthsAndCountsThatDifferFromTheDescriptionAreNamed() throws {
    let found = try problems({ $0.promised = 9 }) { fixture, folder in
      let line = #"{"episode_index": 2, "tasks": [], "length": 99}"#
      try Scratch.write(line, to: "\(folder)/meta/episodes.jsonl")
      try Scratch.remove("\(folder)/meta/tasks.jsonl")
    }
    #expect(found.first == DataProblem(.absentEpisodes, "6 of 9 episodes are not there"))
    #expect(
      found.contains(
        DataProblem(.unequalLengths, "the description speaks of 99 rows, the table has 24", episode: .number(2))))
    #expect(found.contains { $0.kind == .metadata && $0.detail.hasSuffix("meta/tasks.jsonl is missing") })
  }

  @Test func namesThatDoNotFitAreReplaced() throws {
    #expect(try problems { $0.names = #"["a", "a", "b"]"# }.contains { $0.kind == .names })
  }

  @Test(arguments: [
    (#"["shoulder_joint", "elbow_joint", "gripper"]"#, ["shoulder_joint", "elbow_joint", "gripper"]),
    (#"[["shoulder_joint", "elbow_joint", "gripper"]]"#, ["shoulder_joint", "elbow_joint", "gripper"]),
    (#"{"motors": ["shoulder_joint", "elbow_joint", "gripper"]}"#, ["shoulder_joint", "elbow_joint", "gripper"]),
    (#"{"gripper": 2, "elbow_joint": 1, "shoulder_joint": 0}"#, ["shoulder_joint", "elbow_joint", "gripper"]),
    ("null", ["action_0", "action_1", "action_2"]),
  ]) func namesOfAnyShapeAreRead(_ names: String, _ wanted: [String]) throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1, names: names).write(to: folder)
      #expect(try Scratch.survey(folder).contract.dimensions.map(\.name) == wanted)
    }
  }
}
