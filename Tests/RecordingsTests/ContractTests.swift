import Configuration
import Diagnostics
import Episodes
import Foundation
import Testing

@testable import Recordings

@Suite struct ContractTests {
  /// A state that wanders, and actions of each kind that would make it do so.
  static let state: [Double] = (0..<400).map { sin(Double($0) * 0.05) + 0.4 * sin(Double($0) * 0.131) }

  @Test func trendsAreFoundByComparingWithTheState() {
    let (before, after) = (Array(Self.state.dropLast()), Array(Self.state.dropFirst()))
    let steps = zip(after, before).map { $0 - $1 }
    let trend = { ActionTrend.of($0, before: before, after: after, rate: 20) }
    #expect(trend(after) == .absolute)
    // A controller that lags and misses a little.
    #expect(trend(Array(Self.state.dropFirst(4)) + [0, 0, 0].map { $0 + 0.5 }) == .absolute)
    #expect(trend(steps) == .delta)
    #expect(trend(steps.map { $0 * 20 }) == .velocity)
    #expect(trend(steps.map { $0 * 2.5 }) == .delta)
    #expect(trend(after.map { _ in 0.3 }) == nil)
    #expect(trend(after.indices.map { Double($0 * 7919 % 101) / 50 - 1 }) == nil)
  }

  @Test(arguments: [
    ("kLeftWristPitch", ActionName.Role.joint), ("main_shoulder_pan", .joint), ("x", .toolPosition),
    ("ee_pos.z", .toolPosition), ("roll", .toolRotation), ("left_gripper", .gripper), ("action_3", .unknown),
    ("robot0_joint_pos_2", .joint), ("kRightHandThumbBend", .joint),
  ]) func namesTellTheirPart(_ name: String, _ role: ActionName.Role) {
    #expect(ActionName.role(name) == role)
  }

  @Test func yamlComesBackAsItWas() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture().write(to: folder)
      var survey = try Scratch.survey(folder)
      survey.contract.dimensions[0].unit = ""
      let read = try ActionContract(SettingsNode(text: survey.contractText(), file: "contract.yaml"))
      #expect(read == survey.contract)
      let corrected = try Scratch.survey(folder) { $0.contract = read }
      #expect(corrected.contract == read)
    }
  }

  @Test func actionsOfOneNameAreToldApart() {
    var facts = RecordingFacts()
    facts.actionNames = ["x", "x", "x_2"]
    let episode = CheckedEpisode(
      key: .number(0), task: "", times: [0, 0.1], actions: [[0, 1, 2], [1, 2, 3]], states: [[], []], cameras: [],
      isDerived: false, problems: [])
    let maker = ContractMaker(
      facts: facts, samples: ActionSamples(episode), bounds: [0...1, 1...2, 2...3], rate: 10, isDerived: false)
    #expect(maker.make().contract.dimensions.map(\.name) == ["x", "x_2", "x_2_2"])
  }

  @Test(arguments: [
    ("opens: 0, q01: 0, q99: 1", "`opens` is 0"), ("q01: 0, q99: 1e300", "1e+300"),
    ("q01: 0, q99: 1}\n  - {name: a, unit: m, kind: gripper, q01: 0, q99: 1", "two dimensions"),
  ]) func contractsThatMeanNothingAreRefused(_ fields: String, _ words: String) {
    let text = """
      robot: r
      frame: joint
      rotation: none
      rate: 10
      clamp: clamp
      dimensions:
        - {name: a, unit: m, kind: gripper, \(fields)}

      """
    let error = #expect(throws: UserError.self) {
      try ActionContract(SettingsNode(text: text, file: "contract.yaml"))
    }
    #expect(error?.description.contains(words) == true, "\(error.map(\.description) ?? "")")
  }

  @Test func whatNeverMovesStillHasARange() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(action: { _, row in [0.5, Float(row), 0] }).write(to: folder)
      let dimensions = try Scratch.survey(folder).contract.dimensions
      #expect(dimensions.allSatisfy { $0.q99 > $0.q01 })
      #expect(dimensions[0].q01 == -0.5 && dimensions[0].q99 == 1.5)
    }
  }

  @Test(arguments: [
    (640, 480, 192, 144), (256, 256, 192, 192), (320, 192, 240, 144), (640, 360, 256, 144), (64, 48, 64, 48),
    (1280, 720, 256, 144), (480, 640, 144, 192),
  ]) func sizesKeepTheShape(_ width: Int, _ height: Int, _ wanted: Int, _ wantedHeight: Int) {
    let size = FrameSize.automatic.size(width: width, height: height)
    #expect(size == (wanted, wantedHeight))
  }

  @Test func deltasAddUpAndTargetsDoNot() {
    let resampler = Resampler(rate: 10, kinds: [.jointPosition, .jointDelta, .jointVelocity, .cameraMotion])
    let times = (0..<9).map { Double($0) / 30 }
    let steps = resampler.steps(times: times, period: 1.0 / 30)
    #expect(steps.map(\.row) == [0, 3, 6])
    // A camera's rig has targets too, as a joint has.
    let actions = (0..<9).map { [Float($0), 1, Float($0), Float($0)] }
    #expect(steps.map { resampler.action($0, of: actions) } == [[2, 3, 1, 2], [5, 3, 4, 5], [8, 3, 7, 8]])
  }

  @Test func rangesOfEpisodesAreWhole() throws {
    #expect(try ImportOptions.episodes(parsing: "0-2,7") == [0, 1, 2, 7])
    for text in ["3-", "-5", "1--5", "2-1", "x", "", ","] {
      #expect(throws: UserError.self, "\(text)") { try ImportOptions.episodes(parsing: text) }
    }
  }

  @Test func aGapSplitsAndTheLongerPieceIsUsed() {
    let resampler = Resampler(rate: 10, kinds: [.jointPosition])
    let times = (0..<10).map { Double($0) / 10 } + (0..<20).map { 5 + Double($0) / 10 }
    let steps = resampler.steps(times: times, period: 0.1)
    #expect(steps.first?.row == 10 && steps.count == 20)
  }
}
