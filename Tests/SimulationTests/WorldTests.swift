import Diagnostics
import Foundation
import Simulation
import Testing

@Suite struct WorldTests {
  @Test func tabletopHasItsParts() throws {
    let world = try Tabletop.world()
    #expect(world.cameras == ["front", "side", "wrist"])
    #expect(world.actuators.map(\.name) == ArmKinematics.targetNames)
    #expect(world.segmentNames == ["arm", "cube", "cylinder", "ball"])
    #expect(world.objects.map(\.shape) == [.box, .cylinder, .sphere])
    #expect(world.stateNames.count == 14)
    #expect(world.sha256.count == 64)
    #expect(world.contract.dimensions.map(\.unit) == ["rad", "rad", "rad", "rad", "rad", "m"])
  }

  @Test func missingFileIsNamed() {
    let error = #expect(throws: UserError.self) { try World(file: "/no/such/world.xml") }
    #expect(error?.place == "/no/such/world.xml")
  }

  @Test func mistakesAreToldInMuJoCosWords() throws {
    try Tabletop.inFolder { folder in
      let path = "\(folder)/bad.xml"
      try "<mujoco><worldbody><geom type=\"blob\"/></worldbody></mujoco>".write(
        toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: UserError.self) { try World(file: path) }
      #expect(error?.what.contains("blob") == true, "\(error.map(\.description) ?? "")")
      #expect(error?.place == path)
    }
  }

  @Test func brokenXMLNeverWritesALogFile() {
    #expect(throws: UserError.self) { try World(xml: "<mujoco><worldbody>", name: "torn") }
    #expect(!FileManager.default.fileExists(atPath: "MUJOCO_LOG.TXT"))
  }

  @Test func actuatorsWithoutRangeAreRefused() {
    let xml = """
      <mujoco><worldbody><body><joint name="j"/><geom size="1"/></body></worldbody>
      <actuator><motor name="m" joint="j"/></actuator></mujoco>
      """
    let error = #expect(throws: UserError.self) { try World(xml: xml, name: "motor") }
    #expect(error?.what.contains("\"m\"") == true)
  }

  @Test func thingsFallInAWorldWithoutARobot() throws {
    let xml = """
      <mujoco model="fall"><option timestep="0.002"/><worldbody><light pos="0 0 3"/>
      <camera name="eye" pos="0 -2 0.5" xyaxes="1 0 0 0 0 1"/><geom name="floor" type="plane" size="2 2 .1"/>
      <body name="ball" pos="0 0 1"><freejoint/><geom size="0.1"/></body></worldbody></mujoco>
      """
    let world = try World(xml: xml, name: "fall")
    let settings = RecordingSettings(frames: 6, width: 32, height: 32, cameras: ["eye"])
    let start = InitialPlacement(objects: ["ball": .init(x: 0, y: 0, z: 1, velocity: [0.5, 0, 0])])
    let episode = try Recorder(world, settings).record(seed: 1, policy: PolicySpec(.hold), initial: start)
    #expect(episode.segmentNames == ["ball"])
    #expect(episode.actions.allSatisfy { $0.isEmpty })
    // g t² / 2 and v t after 0.4 s; the integrator's first-order error is g t Δt / 2 = 4 mm.
    let fallen = episode.objects[0].position(4)
    #expect(abs(fallen.z - (1 - 9.81 * 0.08)) < 0.005)
    #expect(abs(fallen.x - 0.2) < 0.001)
    let segmentation = try #require(episode.views[0].segmentation)
    #expect(Set(segmentation) == [0, 1])
    // Falling turns potential into kinetic energy.
    let total = episode.energy.map { $0[0] + $0[1] }
    #expect(abs(total[3] - total[0]) < 0.01 * total[0])
  }
}
