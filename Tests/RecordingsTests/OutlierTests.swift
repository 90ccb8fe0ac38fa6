import Episodes
import Foundation
import Testing

@testable import Recordings

/// A few numbers far outside decide nothing, and are told of.
@Suite struct OutlierTests {
  /// Placeholders in row 20 of episode 1.
  private func survey(rows: Int = 40, fps: Double = 20, _ spoil: @escaping ([Float]) -> [Float]) throws
    -> RecordingSurvey
  {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture(rows: rows, fps: fps)
      fixture.time = { Double($0) / fps }
      fixture.action = { e, t in
        let told = LeRobotFixture.target(e, t)
        return e == 1 && t == 20 ? spoil(told) : told
      }
      try fixture.write(to: folder)
      return try Scratch.survey(folder)
    }
  }

  @Test func oneNumberLeavesTheContractAsItWas() throws {
    let sound = try survey { $0 }
    let spoiled = try survey { [65535, $0[1], $0[2]] }
    #expect(spoiled.contract.dimensions.map(\.unit) == ["rad", "rad", "fraction"])
    #expect(spoiled.contract.dimensions.map(\.kind) == sound.contract.dimensions.map(\.kind))
    #expect(spoiled.contract.dimensions[0].q99 < 1.01)
    let told = spoiled.problems.filter { $0.kind == .outlier }
    #expect(told.map(\.episode) == [.number(1)])
    #expect(told.first?.detail.hasPrefix("shoulder_joint is 65535.0 in row 20, far outside -0.99") == true, "\(told)")
    #expect(!sound.problems.contains { $0.kind == .outlier })
  }

  @Test(arguments: [Float(65535), -32768, 3e38]) func oneRowChangesNeitherKindsNorRate(_ value: Float) throws {
    let sound = try survey(rows: 120, fps: 30) { $0 }
    let spoiled = try survey(rows: 120, fps: 30) { $0.map { _ in value } }
    #expect(sound.contract.rate == 10 && spoiled.contract.rate == 10)
    #expect(spoiled.contract.dimensions.map(\.kind) == [.jointPosition, .jointPosition, .gripper])
    #expect(spoiled.contract.dimensions.map(\.unit) == sound.contract.dimensions.map(\.unit))
    #expect(spoiled.problems.count { $0.kind == .outlier } == 3)
  }

  /// So few rows that the hundredth part which quantiles leave out is less than one of them.
  @Test func fewRowsAreForgivenToo() throws {
    let found = try survey(rows: 24) { [$0[0], 65535, $0[2]] }
    #expect(found.frames < 50 && found.contract.dimensions[1].q99 < 1)
  }

  @Test func whatIsConstantButForOneNumberIsSaidToBe() throws {
    let found = try Scratch.inFolder { folder in
      try LeRobotFixture(action: { e, t in [e == 1 && t == 5 ? 65535 : 0.25] + LeRobotFixture.target(e, t)[1...] })
        .write(to: folder)
      return try Scratch.survey(folder)
    }
    #expect(found.problems.contains { $0.kind == .constantAction && $0.detail == "shoulder_joint is 0.25 throughout" })
    #expect(found.contract.dimensions[0].q99 < 2)
  }

  @Test func manyAreSummedUp() throws {
    let found = try Scratch.inFolder { folder in
      var fixture = LeRobotFixture(episodes: 20, rows: 240)
      fixture.action = { e, t in
        LeRobotFixture.target(e, t).enumerated().map { d, told in d < 2 && t == 7 ? 1e5 : told }
      }
      try fixture.write(to: folder)
      return try Scratch.survey(folder).problems.filter { $0.kind == .outlier }
    }
    #expect(found.count == 17)
    #expect(found.last?.detail == "24 more dimensions of episodes have outliers")
  }

  @Test func fencesLeaveOutWhatIsFarAndRare() {
    let near = (0..<400).map { sin(Double($0)) }
    #expect(ValueFence(near).bounds == (near.min() ?? 0)...(near.max() ?? 0))
    #expect(ValueFence(near + [1e4, -1e4]).bounds == ValueFence(near).bounds)
    // A fast motion, and a thing that happens often.
    #expect(ValueFence(near + [8]).contains(8))
    #expect(ValueFence(near + [Double](repeating: 1e4, count: 20)).contains(1e4))
    #expect(ValueFence([Double](repeating: 0.3, count: 100) + [0.8]).contains(0.8))
    #expect(ValueFence([]).bounds == 0...0 && ValueFence([1, 2, 1e9]).contains(1e9))
  }
}
