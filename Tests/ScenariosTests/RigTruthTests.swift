import Diagnostics
import Episodes
import Foundation
import Simulation
import Testing

@testable import Scenarios

/// Truth of worlds whose only actuators move cameras.
@Suite(.serialized) struct RigTruthTests {
  private func truth(_ name: String) throws -> (TruthSet, Scenario) {
    var scenario = try Scenario(file: repository.appendingPathComponent("scenarios/\(name).yaml"))
    (scenario.shape, scenario.context, scenario.horizon) = (.square(16), 5, 10)
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("truth-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let first = try TruthRecorder(cache: cache).truth(for: scenario)
    let second = try TruthRecorder(cache: cache).truth(for: scenario)
    #expect(!first.cached && second.cached && first.hash == second.hash)
    #expect(second.set.counterfactuals.count == first.set.counterfactuals.count)
    return (second.set, scenario)
  }

  @Test func nothingActsWhereTheRigStandsStill() throws {
    let (set, _) = try truth("physics/fall-unseen-size")
    #expect(set.counterfactuals.isEmpty)
    #expect(set.secondTakes.count == 1)
    #expect(set.main.rate == 30)
  }

  @Test func otherOrbitsSetOffWhereTheCameraIs() throws {
    let (set, scenario) = try truth("camera/table")
    let shuffled = try #require(set.counterfactuals[.shuffled]).actions
    #expect(Array(shuffled.prefix(scenario.context - 1)) == Array(set.main.actions.prefix(scenario.context - 1)))
    #expect(shuffled != set.main.actions)
    for (a, b) in zip(shuffled, shuffled.dropFirst()) {
      #expect(zip(a, b).allSatisfy { abs($0 - $1) < 0.06 }, "the camera jumps")
    }
  }
}
