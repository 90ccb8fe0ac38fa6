import Diagnostics
import Foundation
import Testing

@testable import Scenarios

/// A world whose robot no scripted policy can move: the user's own actions are all that is needed.
@Suite(.serialized) struct OtherRobotTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("robot-\(UUID().uuidString)")

  private let world = """
    <mujoco model="hinge"><option timestep="0.01"/><custom><numeric name="rate" data="10"/></custom><worldbody>
    <light pos="0 0 2"/><geom type="plane" size="1 1 .1"/><camera name="front" pos="1 0 1" xyaxes="0 1 0 -1 0 1"/>
    <body name="arm" pos="0 .5 .3"><joint name="swing" type="hinge" axis="0 0 1" range="-1 1"/>
    <geom type="capsule" size=".02 .1"/></body></worldbody>
    <actuator><position name="swing" joint="swing" ctrlrange="-1 1"/></actuator></mujoco>
    """

  private func truth(_ actions: String, more: String = "") throws -> TruthSet {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(world.utf8).write(to: folder.appendingPathComponent("world.xml"))
    let file = folder.appendingPathComponent("swing.yaml")
    let text = """
      schema: 1
      world: world.xml
      seed: 1
      cameras: [front]
      size: 16
      context: 3
      horizon: 12
      actions: \(actions)
      model: baseline/copy-last
      \(more)
      """
    try Data(text.utf8).write(to: file)
    return try TruthRecorder(cache: folder.appendingPathComponent("cache")).truth(for: Scenario(file: file)).set
  }

  @Test(arguments: ["", "partner: 5"]) func otherActionsWanderThroughItsRange(_ more: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let set = try truth("{list: [[0.1], [0.2], [0.3]]}", more: more)
    let shuffled = try #require(set.counterfactuals[.shuffled]).actions
    #expect(shuffled.count == set.main.actions.count)
    #expect(Array(shuffled.prefix(2)) == Array(set.main.actions.prefix(2)))
    #expect(shuffled.allSatisfy { abs($0[0]) <= 1 } && shuffled != set.main.actions)
    // No jump: a second lies between two goals.
    #expect(zip(shuffled, shuffled.dropFirst()).allSatisfy { abs($0[0] - $1[0]) < 0.5 }, "\(shuffled)")
  }

  @Test func aScriptThatHoldsWorksToo() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let set = try truth("{script: {policy: hold}}")
    #expect(set.counterfactuals[.shuffled] != nil)
  }
}
