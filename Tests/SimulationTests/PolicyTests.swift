import Diagnostics
import Episodes
import Simulation
import Testing

@Suite struct PolicyTests {
  private static let seeds = 300..<320 as Range<UInt64>

  private static func travel(_ path: Episode.ObjectPath) -> Double {
    let way = path.position(path.poses.count - 1) - path.position(0)
    return (way.x * way.x + way.y * way.y).squareRoot()
  }

  @Test func pushesMoveAnObject() throws {
    let recorder = try Tabletop.blindRecorder()
    let moved = try Self.seeds.filter { seed in
      let episode = try recorder.record(seed: seed, policy: PolicySpec(.push))
      return (episode.objects.map(Self.travel).max() ?? 0) > 0.03
    }
    #expect(moved.count >= 16, "only \(moved.count) of 20 pushes moved something")
  }

  @Test func picksLiftAnObject() throws {
    let recorder = try Tabletop.blindRecorder()
    let lifted = try Self.seeds.filter { seed in
      let episode = try recorder.record(seed: seed, policy: PolicySpec(.pickPlace))
      return episode.objects.contains { path in
        (path.poses.map { $0[2] }.max() ?? 0) - path.poses[0][2] >= 0.04
      }
    }
    #expect(lifted.count >= 16, "only \(lifted.count) of 20 picks lifted something")
  }

  @Test(arguments: PolicySpec.Name.allCases.filter { $0 != .orbit }) func tipNeverTouchesTheTable(
    _ name: PolicySpec.Name
  ) throws {
    let recorder = try Tabletop.blindRecorder(frames: 80)
    for seed in Self.seeds.prefix(8) {
      let episode = try recorder.record(seed: seed, policy: PolicySpec(name))
      #expect(!episode.contacts.contains { $0.first == "arm" && $0.second == "table" }, "seed \(seed)")
      #expect((episode.tool.map { $0[2] }.min() ?? 0) > 0.008, "seed \(seed)")
    }
  }

  @Test(arguments: PolicySpec.Name.allCases.filter { $0 != .orbit }) func jointsFollowTheTargets(
    _ name: PolicySpec.Name
  ) throws {
    let recorder = try Tabletop.blindRecorder()
    for seed in Self.seeds.prefix(4) {
      let episode = try recorder.record(seed: seed, policy: PolicySpec(name))
      for t in 1..<episode.frames {
        // The roll motor is the softest: it lags by a tenth of a second at most, at up to 3.4 rad/s.
        for joint in 0..<4 { #expect(abs(episode.actions[t - 1][joint] - episode.states[t][joint]) < 0.2) }
        #expect(abs(episode.actions[t - 1][4] - episode.states[t][4]) < 0.34)
      }
    }
  }

  private static let threeApart = InitialPlacement(
    objects: ["cube": .init(x: 0.24, y: -0.08), "ball": .init(x: 0.24, y: 0.08), "cylinder": .init(x: 0.34, y: 0)])

  @Test func scriptedPushGoesTheGivenWay() throws {
    var spec = PolicySpec(.push, object: "cube")
    (spec.direction, spec.distance, spec.repeats) = (0, 0.1, false)
    let episode = try Tabletop.blindRecorder().record(seed: 5, policy: spec, initial: Self.threeApart)
    let cube = try #require(episode.objects.first { $0.name == "cube" })
    let way = cube.position(48) - cube.position(0)
    #expect(abs(way.x - 0.1) < 0.03 && abs(way.y) < 0.03, "went \(way)")
    #expect(episode.objects.filter { $0.name != "cube" }.allSatisfy { Self.travel($0) < 0.002 })
  }

  @Test func pushIntoMovesBothAndMissMovesNeither() throws {
    var spec = PolicySpec(.push, object: "cube")
    spec.into = "ball"
    spec.repeats = false
    let recorder = try Tabletop.blindRecorder()
    let hit = try recorder.record(seed: 5, policy: spec, initial: Self.threeApart)
    for name in ["cube", "ball"] {
      let path = try #require(hit.objects.first { $0.name == name })
      #expect(Self.travel(path) > 0.02, "\(name) moved \(Self.travel(path)) m")
    }
    #expect(hit.contacts.contains { [$0.first, $0.second] == ["ball", "cube"] })
    var beside = PolicySpec(.push, object: "cube")
    (beside.miss, beside.direction, beside.repeats) = (true, 0, false)
    let miss = try recorder.record(seed: 5, policy: beside, initial: Self.threeApart)
    #expect(miss.objects.allSatisfy { Self.travel($0) < 0.002 })
    #expect(!miss.contacts.contains { $0.first == "arm" })
  }

  @Test func pickPutsTheObjectAtItsTarget() throws {
    var spec = PolicySpec(.pickPlace, object: "cube")
    (spec.target, spec.repeats) = ([0.2, 0.0], false)
    let episode = try Tabletop.blindRecorder(frames: 70).record(seed: 9, policy: spec, initial: Self.threeApart)
    let end = try #require(episode.objects.first { $0.name == "cube" }).position(69)
    #expect(abs(end.x - 0.2) < 0.015 && abs(end.y) < 0.015 && abs(end.z - 0.026) < 0.002, "ended at \(end)")
  }

  @Test func impossibleScriptsAreUserErrors() throws {
    let recorder = try Tabletop.blindRecorder(frames: 3)
    let far = InitialPlacement(objects: ["cube": .init(x: 0.5, y: 0.3)])
    for name in [PolicySpec.Name.push, .pickPlace] {
      let error = #expect(throws: UserError.self) {
        try recorder.record(seed: 1, policy: PolicySpec(name, object: "cube"), initial: far)
      }
      #expect(error?.what.contains("cube at 500, 300 mm") == true, "\(error.map(\.description) ?? "")")
    }
    #expect(throws: UserError.self) { try recorder.record(seed: 1, policy: PolicySpec(.push, object: "cone")) }
  }

  @Test func whatIsPutIntoSomethingElseIsAUserError() throws {
    let recorder = try Tabletop.blindRecorder(frames: 3)
    for place in [InitialPlacement.ObjectPlace(x: 0.21, y: 0.1), .init(x: 0.3, y: -0.1, z: 0.01)] {
      let start = InitialPlacement(objects: ["cylinder": .init(x: 0.2, y: 0.1), "cube": place])
      let error = #expect(throws: UserError.self) {
        try recorder.record(seed: 1, policy: PolicySpec(.hold), initial: start)
      }
      #expect(error?.place == "objects.cube" && error?.what.contains("mm into") == true)
    }
    // Upon each other they may stand.
    let tower = InitialPlacement(objects: ["cylinder": .init(x: 0.2, y: 0.1), "cube": .init(x: 0.2, y: 0.1, z: 0.13)])
    #expect(try recorder.record(seed: 1, policy: PolicySpec(.hold), initial: tower).frames == 3)
  }

  @Test(arguments: ["", "push:-1", "shove:1", "push:0", "push:x"]) func badMixesAreUserErrors(_ text: String) {
    #expect(throws: UserError.self) { try PolicyMix(parsing: text) }
  }

  @Test func mixDrawsInProportion() throws {
    let mix = try PolicyMix(parsing: "push:3,reach:1")
    let pushes = (0..<2000).filter { mix.draw(seed: $0).name == .push }.count
    // Three standard deviations of a binomial: 58.
    #expect(abs(pushes - 1500) < 58)
  }
}
