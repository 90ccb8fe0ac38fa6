import Diagnostics
import Episodes
import Foundation
import Simulation
import Testing

/// Starts drawn from a world's ranges.
@Suite struct StartRangeTests {
  @Test(arguments: Worlds.physics + Worlds.camera) func everyShippedRangeGivesAStart(_ name: String) throws {
    let world = try Worlds.world(name)
    let ranges = try #require(world.starts).names
    #expect(ranges == (Worlds.camera.contains(name) ? Worlds.ranges.filter { $0 != "unseen-speed" } : Worlds.ranges))
    for range in ranges {
      let episode = try Worlds.episode(world, seed: 200_000, range: range, frames: 3)
      #expect(episode.objects.isEmpty == Worlds.camera.contains(name), "\(name) \(range)")
      #expect(episode.actions.allSatisfy { $0.count == 4 })
    }
  }

  @Test func startsStayWithinTheirRanges() throws {
    let world = try Worlds.world("fall")
    var names: Set<String> = []
    for seed in 0..<60 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed, frames: 1)
      for object in episode.objects {
        let place = object.position(0)
        #expect(
          abs(place.x) <= 0.30 && abs(place.y) <= 0.12 && (0.88...0.94).contains(place.z), "seed \(seed): \(place)")
        names.insert(object.name)
      }
      #expect(episode.objects.map(\.name) != ["ball", "cube"], "a composition that is unseen by name")
    }
    #expect(names == ["ball", "cube", "marble"])
    for seed in 0..<10 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed, range: "unseen-combination", frames: 1)
      #expect(episode.objects.map(\.name) == ["ball", "cube"])
    }
  }

  @Test func unseenSpeedsAndSizesLieOutsideTheTrainedOnes() throws {
    let world = try Worlds.world("collision")
    for seed in 0..<12 as Range<UInt64> {
      let fast = try Worlds.episode(world, seed: seed, range: "unseen-speed", frames: 2)
      let ball = try #require(fast.path("red_ball"))
      let speed = (ball.position(1).x - ball.position(0).x) * fast.rate
      #expect(!(0.39...0.81).contains(speed) && (0.19...1.31).contains(speed), "seed \(seed): \(speed) m/s")
      let odd = try Worlds.episode(world, seed: seed, range: "unseen-size", frames: 1)
      for object in odd.objects {
        let size = object.position(0).z / (try world.object(named: object.name)).restHeight
        #expect(
          !(0.85...1.15).contains(size) && (0.59...1.46).contains(size), "\(object.name) is \(size) times its size")
      }
    }
  }

  /// Energy tells the mass: what grows by s at the same density weighs s³ as much.
  @Test func aSizeChangesMassWithIt() throws {
    let world = try Worlds.world("collision")
    for seed in 0..<5 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed, range: "unseen-size", frames: 1)
      let potential = try episode.objects.reduce(0.0) { sum, object in
        let shape = try world.object(named: object.name)
        let height = object.position(0).z
        let size = height / shape.restHeight
        #expect(abs((try #require(object.mass)) / (shape.mass * size * size * size) - 1) < 1e-9)
        #expect(abs((try #require(object.innerRadius)) - height) < 1e-9)
        return sum + shape.mass * size * size * size * 9.81 * height
      }
      #expect(abs(episode.energy[0][1] / potential - 1) < 1e-6)
    }
  }

  @Test func sizesReachThePicturesAndAbsentThingsAreNotSeen() throws {
    let world = try Worlds.world("fall")
    let settings = RecordingSettings(frames: 1, width: 64, height: 64, cameras: ["front"], depth: false)
    let recorder = try Recorder(world, settings)
    for seed in 0..<8 as Range<UInt64> {
      let episode = try recorder.record(seed: seed, policy: PolicySpec(.hold))
      let seen = Set(try #require(episode.views[0].segmentation)).subtracting([0])
      let there = Set(episode.objects.compactMap { episode.segmentNames.firstIndex(of: $0.name) }.map { UInt8($0 + 1) })
      #expect(seen == there, "seed \(seed)")
    }
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let world = try Worlds.world("topple")
    let settings = RecordingSettings(frames: 3, width: 48, height: 48, cameras: ["front", "side"])
    let plan = DatasetPlan(
      firstSeed: 7, episodes: 2, mix: world.usualPolicies, settings: settings, startRange: "unseen-combination")
    try Tabletop.inFolder { folder in
      for name in ["a", "b"] {
        _ = try DatasetRecorder(Worlds.world("topple"), plan, folder: "\(folder)/\(name)").run()
      }
      let bytes = try ["a", "b"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)/shard-0000.h5")) }
      #expect(bytes[0] == bytes[1])
      var other = plan
      other.startRange = nil
      #expect(throws: UserError.self) { try DatasetRecorder(world, other, folder: "\(folder)/a").run() }
    }
  }

  @Test func aSecondTakeDiffersALittle() throws {
    let world = try Worlds.world("pendulum")
    let settings = RecordingSettings(frames: 8, cameras: [], depth: false, segmentation: false)
    let recorder = try Recorder(world, settings)
    let truth = try recorder.record(seed: 3, policy: PolicySpec(.hold))
    let take = try recorder.replay(seed: 3, actions: truth.actions, perturbation: Perturbation(seed: 1))
    #expect(truth.objects.map(\.name) == take.objects.map(\.name))
    for (a, b) in zip(truth.objects, take.objects) {
      let gap = a.position(0) - b.position(0)
      let distance = (gap * gap).sum().squareRoot()
      #expect(distance > 1e-6 && distance < 0.03)
    }
  }

  @Test func whatTheUserFixesWinsAndLeavesTheRest() throws {
    let world = try Worlds.world("collision")
    let settings = RecordingSettings(frames: 2, cameras: [], depth: false, segmentation: false)
    let recorder = try Recorder(world, settings)
    let free = try recorder.record(seed: 4, policy: PolicySpec(.hold))
    let name = free.objects[0].name
    let place = InitialPlacement.ObjectPlace(x: -0.2, y: 0.1, velocity: [0.3, 0, 0])
    let start = InitialPlacement(objects: [name: place])
    let fixed = try recorder.record(seed: 4, policy: PolicySpec(.hold), initial: start)
    #expect(abs(fixed.objects[0].position(0).x + 0.2) < 1e-9)
    #expect(abs(fixed.objects[0].position(1).x + 0.19) < 1e-4)
    #expect(fixed.objects[1].poses == free.objects[1].poses)
  }
}
