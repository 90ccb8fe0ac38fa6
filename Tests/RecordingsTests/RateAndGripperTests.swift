import Diagnostics
import Foundation
import Testing

@testable import Recordings

/// Rates that the description gets wrong, and grippers whose state has another name.
@Suite struct RateAndGripperTests {
  /// Clock and video say 20 a second.
  private func write(claiming fps: Int, to folder: String) throws {
    let text = try LeRobotFixture().write(to: folder).info.replacing("\"fps\": 20.0", with: "\"fps\": \(fps)")
    try Scratch.write(text, to: "\(folder)/meta/info.json")
  }

  @Test(arguments: [60, 15]) func theClocksAreBelieved(_ fps: Int) throws {
    try Scratch.inFolder { folder in
      try write(claiming: fps, to: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.sourceRate == 20 && survey.contract.rate == 10 && survey.frames == 36)
      let told = survey.problems.filter { $0.kind == .clock }.map(\.detail)
      #expect(
        told == [
          "rows come 20 times a second, the description says \(fps)",
          "the clocks' 20 rows a second were taken for the recording's rate",
        ])
      let error = #expect(throws: UserError.self) { try Scratch.survey(folder) { $0.rate = 60 } }
      #expect(error?.fix.hasPrefix("Frames cannot be invented") == true)
    }
  }

  /// The median of an unsteady clock's steps is not its rate.
  @Test func anUnsteadyClockContradictsNobody() {
    var facts = RecordingFacts()
    facts.rate = 20
    let jitter = [0, 13, -11, 7, 19]
    let clock = (0..<60).map { row -> Double in
      let lost = row > 30 ? 50 : 0
      return Double(row * 50 + jitter[row % 5] + lost) / 1000
    }
    LeRobotClock.correct(&facts, by: [clock, [0, .nan], [], [0, 0, 0]])
    #expect(facts.rate == 20 && facts.problems.isEmpty)
  }

  @Test(arguments: [
    ("gripper_position", ["robot0_gripper_qpos_0", "robot0_gripper_qpos_1", "x"], true),
    ("left_gripper", ["x", "right_gripper", "left_gripper_joint"], false),
    ("right_gripper", ["x", "right_gripper", "left_gripper_joint"], true),
    ("gripper", ["x", "y", "z"], false),
  ]) func aGripperFindsItsStateByTheWord(_ action: String, _ states: [String], _ isOpposed: Bool) {
    var facts = RecordingFacts()
    (facts.actionNames, facts.stateNames) = (["a", action], states)
    var episode = CheckedEpisode(
      key: .number(0), task: "", times: (0..<200).map { Double($0) / 20 }, actions: [], states: [], cameras: [],
      isDerived: false, problems: [])
    for row in 0..<200 {
      let told: Float = row % 20 < 10 ? 1 : 0
      episode.actions.append([sin(Float(row)), told])
      // The right one's finger and a lone gripper's open where the action closes; the left one's follows it.
      episode.states.append(states.map { $0.contains("left") ? told : $0.contains("gripper") ? 1 - told : 0 })
    }
    let maker = ContractMaker(
      facts: facts, samples: ActionSamples(episode), bounds: [-1...1, 0...1], rate: 20, isDerived: false)
    let found = maker.make().problems.contains { $0.kind == .gripperSign }
    #expect(found == isOpposed, "\(maker.make().problems)")
  }
}
