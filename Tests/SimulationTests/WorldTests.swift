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

  /// A control that is a force or a speed is no place for a joint to go to, whatever the actuator is called.
  @Test(arguments: [
    #"<motor name="m" joint="j" ctrlrange="-1 1"/>"#, #"<velocity name="m" joint="j" kv="3" ctrlrange="-1 1"/>"#,
    #"<intvelocity name="m" joint="j" kp="3" actrange="-1 1" ctrlrange="-1 1"/>"#,
    #"<general name="m" joint="j" gainprm="2" biastype="affine" biasprm="0 -100 -10" ctrlrange="0 1"/>"#,
  ]) func actuatorsThatTakeNoPositionAreRefused(_ actuator: String) {
    let xml = """
      <mujoco><worldbody><body><joint name="j"/><geom size="1"/></body></worldbody>
      <actuator>\(actuator)</actuator></mujoco>
      """
    let error = #expect(throws: UserError.self) { try World(xml: xml, name: "motor") }
    #expect(error?.fix.contains("<position>") == true)
  }

  @Test func aServoWrittenOutIsTaken() throws {
    let servo = #"gainprm="4500" biastype="affine" biasprm="0 -4500 -450""#
    let xml = """
      <mujoco><worldbody><body><joint name="j"/><geom size="1"/></body></worldbody>
      <actuator><general name="m" joint="j" \(servo) ctrlrange="0 1"/></actuator></mujoco>
      """
    #expect(try World(xml: xml, name: "servo").actuators.map(\.name) == ["m"])
  }

  @Test func aWorldWithoutCamerasIsNotRecorded() throws {
    let xml = "<mujoco><worldbody><body name='b'><freejoint/><geom size='1'/></body></worldbody></mujoco>"
    let world = try World(xml: xml, name: "blind")
    let plan = DatasetPlan(firstSeed: 1, episodes: 1, settings: RecordingSettings(cameras: world.cameras))
    let error = #expect(throws: UserError.self) { try DatasetRecorder(world, plan, folder: "/nowhere") }
    #expect(error?.what.contains("camera") == true)
  }

  @Test func aNameThatBreaksTheLineIsRefused() {
    let xml = "<mujoco><worldbody><body name='a&#10;b'><freejoint/><geom size='1'/></body></worldbody></mujoco>"
    let error = #expect(throws: UserError.self) { try World(xml: xml, name: "torn") }
    #expect(error?.fix.contains("Rename") == true)
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

  /// A picture that a world is painted with is a part of it.
  @Test func whatTheWorldIsMadeOfIsInItsHash() throws {
    try Tabletop.inFolder { folder in
      let path = "\(folder)/world.xml"
      try FileManager.default.createDirectory(atPath: "\(folder)/meshes", withIntermediateDirectories: true)
      let xml = """
        <mujoco><compiler meshdir="meshes"/><asset><mesh name="m" file="wedge.obj"/></asset>
        <worldbody><geom type="mesh" mesh="m"/></worldbody></mujoco>
        """
      try xml.write(toFile: path, atomically: true, encoding: .utf8)
      func hash(top: String) throws -> String {
        let corners = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 \(top)\nf 1 3 2\nf 1 2 4\nf 2 3 4\nf 1 4 3\n"
        try corners.write(toFile: "\(folder)/meshes/wedge.obj", atomically: true, encoding: .utf8)
        return try World(file: path).sha256
      }
      let low = try hash(top: "1")
      #expect(try low != hash(top: "2"))
      #expect(try low == hash(top: "1"))
    }
  }

  @Test func namesThatRecordingsCannotHoldAreRefused() {
    let xml = """
      <mujoco><worldbody><body name="a/cube"><freejoint/><geom size="1"/></body></worldbody></mujoco>
      """
    let error = #expect(throws: UserError.self) { try World(xml: xml, name: "attached") }
    #expect(error?.what.contains("\"a/cube\"") == true)
    let many = (0..<255).map { "<body pos=\"0 0 \($0)\"><freejoint/><geom size=\".1\"/></body>" }.joined()
    let crowd = #expect(throws: UserError.self) {
      try World(xml: "<mujoco><worldbody>\(many)</worldbody></mujoco>", name: "crowd")
    }
    #expect(crowd?.what.contains("254") == true)
  }

  /// A pendulum beside the arm hangs where the file has it, and nothing else is moved by it.
  @Test func whatHangsOnAHingeIsNotScattered() throws {
    try Tabletop.inFolder { folder in
      let text = try String(contentsOfFile: Tabletop.path, encoding: .utf8)
      let hung = text.replacing(
        "</worldbody>",
        with: """
          <body name="bob" pos="0.3 0.4 0.5"><joint type="hinge" axis="0 1 0"/>
          <geom type="sphere" size="0.03" pos="0 0 -0.2" mass="0.1"/></body></worldbody>
          """)
      try hung.write(toFile: "\(folder)/hung.xml", atomically: true, encoding: .utf8)
      let world = try World(file: "\(folder)/hung.xml")
      let settings = RecordingSettings(frames: 3, width: 32, height: 32, cameras: [])
      let episode = try Recorder(world, settings).record(seed: 5, policy: PolicySpec(.hold))
      let bob = try #require(episode.objects.first { $0.name == "bob" })
      let d = bob.position(0) - SIMD3(0.3, 0.4, 0.5)
      #expect((d * d).sum().squareRoot() < 0.02, "\(bob.position(0))")
    }
  }

  @Test func gravityIsTheWorldsOwn() throws {
    func gravity(_ option: String) throws -> Double? {
      try World(xml: "<mujoco>\(option)<worldbody><geom size=\"1\"/></worldbody></mujoco>", name: "g").gravity
    }
    #expect(try gravity("") == 9.81)
    #expect(try gravity("<option gravity=\"0 0 -1.62\"/>") == 1.62)
    #expect(try gravity("<option gravity=\"0 0 0\"/>") == nil)
  }
}
