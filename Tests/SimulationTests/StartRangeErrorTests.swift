import Diagnostics
import Foundation
import Simulation
import Testing

/// Mistakes in start ranges and their use: one clear error each.
@Suite struct StartRangeErrorTests {
  private static let xml = """
    <mujoco model="m"><option timestep="0.001"/><custom><numeric name="rate" data="50"/>
    <text name="starts" data="m.starts.yaml"/></custom><worldbody><light pos="0 0 3"/>
    <camera name="eye" pos="0 -2 0.5" xyaxes="1 0 0 0 0 1"/><geom name="floor" type="plane" size="2 2 .1"/>
    <body name="shelf"><geom type="box" size=".1 .1 .1"/></body>
    <body name="ball" pos="0 0 1"><freejoint/><geom size="0.1"/></body></worldbody></mujoco>
    """
  private static let good = """
    schema: 1
    things:
      shelf: {x: 0}
      ball: {x: [0, 1], size: [0.9, 1.1]}
    ranges:
      training:
        - {shelf: {}, ball: {}}

    """

  private static func world(_ starts: String, xml: String = xml) throws -> World {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("starts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(xml.utf8).write(to: folder.appendingPathComponent("m.xml"))
    try Data(starts.utf8).write(to: folder.appendingPathComponent("m.starts.yaml"))
    return try World(file: folder.appendingPathComponent("m.xml").path)
  }

  @Test func theRangesAreReadAndCounted() throws {
    let world = try Self.world(Self.good)
    #expect(world.rate == 50)
    #expect(world.starts?.names == ["training"])
    let other = try Self.world(Self.good.replacing("[0, 1]", with: "[0, 2]"))
    #expect(world.sha256 != other.sha256, "the hash leaves the ranges out")
  }

  @Test(arguments: [
    ("shelf: {x: 0}", "shelve: {x: 0}", "3:11", "is no body whose start can be drawn. This world has shelf, ball"),
    ("x: [0, 1]", "x: [1, 0]", "4:13", "falls from 1.0 to 0.0"),
    ("x: [0, 1]", "speed: 1", "4:10", "unknown key `speed`"),
    ("x: 0", "vx: 1", "3:15", "means nothing for a body that is fixed"),
    ("size: [0.9", "size: [0", "4:28", "outside 0.05"),
    ("x: [0, 1]", "rests_on: table", "4:20", "is no thing listed before"),
    ("{shelf: {}, ball: {}}", "{shelf: {}, bell: {}}", "7:19", "Did you mean `ball`?"),
    ("training:", "trained:", "6:3", "lacks the range `training`"),
    ("schema: 1", "schema: 2", "1:9", "This program reads schema 1"),
  ]) func mistakesNameTheirPlace(old: String, new: String, place: String, message: String) throws {
    let error = #expect(throws: UserError.self) { try Self.world(Self.good.replacing(old, with: new)) }
    #expect(error?.description.contains("m.starts.yaml:\(place): ") == true, "\(error.map(\.description) ?? "")")
    #expect(error?.description.contains(message) == true, "\(error.map(\.description) ?? "")")
  }

  @Test func aTimestepThatDoesNotDivideAFrameIsRefused() {
    let error = #expect(throws: UserError.self) {
      try Self.world(Self.good, xml: Self.xml.replacing("0.001", with: "0.003"))
    }
    #expect(error?.description.contains("not a whole number of physics steps") == true)
  }

  @Test func unknownRangesAndObjectsAreOneClearError() throws {
    let world = try Worlds.world("fall")
    let range = #expect(throws: UserError.self) { try Worlds.episode(world, seed: 1, range: "unseen-spede") }
    #expect(range?.description.contains("\"unseen-spede\"") == true)
    #expect(range?.fix == "This world has training, unseen-speed, unseen-size, unseen-combination")
    let settings = RecordingSettings(frames: 2, cameras: [], depth: false, segmentation: false)
    let start = InitialPlacement(objects: ["bell": .init(x: 0, y: 0)])
    let object = #expect(throws: UserError.self) {
      try Recorder(world, settings).record(seed: 1, policy: PolicySpec(.hold), initial: start)
    }
    #expect(object?.description.contains("no object is called \"bell\"") == true)
    let none = #expect(throws: UserError.self) {
      try Recorder(Tabletop.world(), settings).record(
        seed: 1, policy: PolicySpec(.hold), initial: InitialPlacement(range: "unseen-speed"))
    }
    #expect(none?.description.contains("has no start ranges") == true)
    let orbit = #expect(throws: UserError.self) {
      try Recorder(Tabletop.world(), settings).record(seed: 1, policy: PolicySpec(.orbit))
    }
    #expect(orbit?.description.contains("do not move cameras alone") == true)
  }
}
