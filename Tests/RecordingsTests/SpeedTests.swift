import Diagnostics
import Episodes
import Media
import Testing

@testable import Recordings

/// Episodes seen faster, slower or backwards.
@Suite struct SpeedTests {
  /// A joint that moves evenly and follows its target by `lead` seconds: at whatever speed it is seen, a frame's target is
  /// ahead of its state by what the joint goes, at that speed, until the action and through the lead.
  @Test(arguments: [0.5, 1, 1.5, 2, -0.5, -1, -2])
  func targetsStayAheadOfStates(_ speed: Double) throws {
    let (period, lead, rate) = (1.0 / 30, 4.0 / 30, 10.0)
    let times = (0..<120).map { Double($0) * period }
    let resampler = Resampler(rate: rate, kinds: [.jointPosition])
    let steps = resampler.steps(times: times, period: period, speed: speed, lead: lead)
    #expect(abs(Double(steps.count) - 4 * rate / abs(speed)) <= 1)
    // Where the action lies before or after the recording there is none but the first or last.
    for step in steps.dropFirst(4).dropLast(6 + Int(6 / abs(speed))) {
      let (state, target) = (times[step.row] - lead, times[try #require(step.actions.last)])
      #expect(abs(target - state - speed * (1 / rate - period + lead)) <= 1.01 * period, "\(speed): \(step)")
    }
    let rows = steps.map(\.row)
    #expect(rows == (speed > 0 ? rows.sorted() : rows.sorted(by: >)))
  }

  @Test func theOwnSpeedIsTheSameEitherWay() {
    let times = (0..<61).map { Double($0) / 30 }
    let resampler = Resampler(rate: 10, kinds: [.jointPosition])
    let own = resampler.steps(times: times, period: 1.0 / 30)
    let again = resampler.steps(times: times, period: 1.0 / 30, speed: 1, lead: 0.1)
    #expect(own.map(\.row) == again.map(\.row))
    #expect(own.dropLast().map(\.actions.last) == again.dropLast().map(\.actions.last))
  }

  /// Only the longest piece between jumps of the clock is seen, backwards too.
  @Test func jumpsAreNotCrossed() {
    let times = (0..<90).map { Double($0) / 30 + ($0 < 20 ? 0 : 100) }
    let steps = Resampler(rate: 10, kinds: [.jointPosition]).steps(times: times, period: 1.0 / 30, speed: -1, lead: 0.1)
    #expect(steps.count == 24 && steps.allSatisfy { $0.row >= 20 && $0.actions.lowerBound >= 20 })
  }

  @Test(arguments: [0, 3, 7]) func leadsAreFound(_ rows: Int) {
    let target = { (row: Int) in [Float(row).squareRoot(), winding(row)] }
    let (actions, states) = ((0..<80).map { target($0 + rows) }, (0..<80).map(target))
    #expect(abs(ActionLead.seconds(actions, states, period: 0.05) - Double(rows) * 0.05) < 1e-9)
  }

  @Test func whatIsNotTheSameHasNoLead() {
    let (rising, pairs) = ((0..<20).map { [Float($0)] }, (0..<20).map { [Float($0), winding($0)] })
    #expect(ActionLead.seconds(rising, pairs, period: 0.1) == 0)
    let still = { (value: Float) in [[Float]](repeating: [value], count: 20) }
    #expect(ActionLead.seconds(still(1), still(2), period: 0.1) == 0)
    #expect(ActionLead.seconds([[1], [2], [3]], [[0], [1], [2]], period: 0.1) == 0)
    #expect(ActionLead.seconds([], [], period: 0.1) == 0)
  }

  /// The fixture's state is the target of the row before, so backwards the target is that of three rows before: its frames
  /// are two rows apart.
  @Test func backwardsIsAnEpisodeMore() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 2).write(to: folder)
      let results = try ImportTests().run(folder, to: "\(folder)/out", holdOut: 1) {
        ($0.speeds, $0.phases) = ([-1], 2)
      }
      #expect(results.map(\.episodes) == [4, 1])
      let set = try EpisodeDataset(path: "\(folder)/out")
      let episode = try set.episode(2)
      let view = episode.views[0]
      let shown = (0..<episode.frames).map { frame in
        CodedPicture.read(
          Image(width: 64, height: 48, pixels: Array(view.rgb[frame * view.frameBytes..<(frame + 1) * view.frameBytes]))
        )
      }
      #expect(shown == Array(stride(from: 23, to: 0, by: -2)))
      for (frame, row) in shown.enumerated() {
        #expect(episode.actions[frame] == LeRobotFixture.target(0, max(0, row - 3)), "\(frame)")
        #expect(episode.states[frame] == LeRobotFixture.target(0, row - 1), "\(frame)")
      }
      #expect(episode.spec.contains(#""speed":-1"#))
      #expect(try !set.episode(0).spec.contains("speed"))
    }
  }

  @Test func slowerThanTheRowsIsRefused() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1).write(to: folder)
      let error = #expect(throws: UserError.self) { try Scratch.survey(folder) { $0.speeds = [0.4] } }
      #expect(error?.place == "--speeds" && error?.what.contains("8 rows a second") == true, "\(error as Any)")
      _ = try Scratch.survey(folder) { $0.speeds = [0.5] }
    }
  }

  @Test func stepsHaveOneSpeed() throws {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture(episodes: 1)
      fixture.state = { episode, row in
        (0..<max(0, row)).reduce([0, 0, 0]) { sum, row in
          zip(sum, LeRobotFixture.target(episode, row)).map { $0 + $1 }
        }
      }
      try fixture.write(to: folder)
      let error = #expect(throws: UserError.self) { try Scratch.survey(folder) { $0.speeds = [-1] } }
      #expect(error?.place == "--speeds" && error?.what.contains("joint_delta") == true, "\(error as Any)")
    }
  }

  @Test(arguments: ["fast", "0", "0.05", "12", "1", "0.5,0.5", "", "2,,3", "nan", "inf"])
  func speedsThatAreNoneAreRefused(_ text: String) {
    let error = #expect(throws: UserError.self) { try ImportOptions.speeds(parsing: text) }
    #expect(error?.place == "--speeds")
  }

  @Test func speedsAreRead() throws {
    #expect(try ImportOptions.speeds(parsing: "0.67, 1.33,-1") == [0.67, 1.33, -1])
  }
}

/// Some path that never repeats.
private func winding(_ row: Int) -> Float { Float((row * row) % 17) / 17 }
