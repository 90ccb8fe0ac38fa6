import Diagnostics
import Episodes
import Foundation
import Simulation
import Testing

@Suite(.serialized) struct RecorderTests {
  private static let small = RecordingSettings(frames: 6, width: 48, height: 48, cameras: ["front", "wrist"])

  @Test func shardsDependOnTheirSeedsAlone() throws {
    let world = try Tabletop.world()
    let plan = DatasetPlan(firstSeed: 40, episodes: 6, settings: Self.small, shardEpisodes: 2)
    try Tabletop.inFolder { folder in
      let one = try DatasetRecorder(world, plan, folder: "\(folder)/one").run()
      // As two workers would: in another order, each with a recorder of its own.
      let recorder = try DatasetRecorder(world, plan, folder: "\(folder)/two")
      #expect(try recorder.missingShards() == [0, 1, 2])
      try recorder.record(shards: [1]) {}
      #expect(try recorder.missingShards() == [0, 2])
      var episodes = 0
      try recorder.record(shards: [2, 0]) { episodes += 1 }
      #expect(episodes == 4)
      #expect(try recorder.finish() == one)
      #expect(one.shards.count == 3)
      for shard in one.shards { try Self.expectEqual("\(folder)/one/\(shard.file)", "\(folder)/two/\(shard.file)") }
    }
  }

  private static func expectEqual(_ a: String, _ b: String) throws {
    let same = try Data(contentsOf: URL(fileURLWithPath: a)) == Data(contentsOf: URL(fileURLWithPath: b))
    #expect(same, "\(a) and \(b) differ")
  }

  @Test func recordingResumesAndRefusesOtherSettings() throws {
    let world = try Tabletop.world()
    var plan = DatasetPlan(firstSeed: 7, episodes: 3, settings: Self.small, shardEpisodes: 1)
    try Tabletop.inFolder { folder in
      let first = try DatasetRecorder(world, plan, folder: folder).run()
      let kept = "\(folder)/shard-0000.h5"
      let stamp = try FileManager.default.attributesOfItem(atPath: kept)[.modificationDate] as? Date
      try FileManager.default.removeItem(atPath: "\(folder)/shard-0001.h5")
      #expect(try DatasetRecorder(world, plan, folder: folder).run() == first)
      #expect(try FileManager.default.attributesOfItem(atPath: kept)[.modificationDate] as? Date == stamp)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
      plan.settings.frames = 5
      #expect(throws: UserError.self) { try DatasetRecorder(world, plan, folder: folder).run() }
    }
  }

  @Test func replayOfStoredActionsIsExact() throws {
    let recorder = try Tabletop.blindRecorder()
    let truth = try recorder.record(seed: 12, policy: PolicySpec(.push))
    let again = try recorder.replay(seed: 12, actions: truth.actions)
    #expect(truth.states == again.states)
    #expect(truth.objects.map(\.poses) == again.objects.map(\.poses))
  }

  @Test func otherActionsStartFromTheSameState() throws {
    let recorder = try Tabletop.blindRecorder()
    let truth = try recorder.record(seed: 12, policy: PolicySpec(.push))
    let still = try recorder.replay(seed: 12, actions: [truth.states[0].prefix(6).map { $0 }])
    #expect(truth.states[0] == still.states[0])
    #expect(truth.states[48] != still.states[48])
    let wrong = #expect(throws: UserError.self) { try recorder.replay(seed: 12, actions: [[0]]) }
    #expect(wrong?.place == "actions")
  }

  @Test func perturbedTakesDifferALittle() throws {
    let recorder = try Tabletop.blindRecorder()
    let truth = try recorder.record(seed: 12, policy: PolicySpec(.reach))
    for take in 1...3 as ClosedRange<UInt64> {
      let other = try recorder.replay(seed: 12, actions: truth.actions, perturbation: Perturbation(seed: take))
      let same = try recorder.replay(seed: 12, actions: truth.actions, perturbation: Perturbation(seed: take))
      #expect(other.states == same.states)
      for (a, b) in zip(truth.objects, other.objects) {
        let gap = a.position(0) - b.position(0)
        let distance = (gap * gap).sum().squareRoot()
        // Four standard deviations of a millimetre in two directions.
        #expect(distance > 1e-6 && distance < 0.006, "\(a.name) moved \(distance) m")
      }
    }
  }

  @Test func untouchedPartsKeepTheirDraws() throws {
    let recorder = try Tabletop.blindRecorder(frames: 1)
    let free = try recorder.record(seed: 3, policy: PolicySpec(.hold))
    let tip = try recorder.record(seed: 3, policy: PolicySpec(.hold), initial: InitialPlacement(tip: [0.25, 0, 0.15]))
    #expect(free.objects.map(\.poses) == tip.objects.map(\.poses))
    #expect(abs(tip.tool[0][0] - 0.25) < 0.004 && abs(tip.tool[0][2] - 0.15) < 0.004)
  }

  @Test func objectsStartApartAndAtRest() throws {
    let recorder = try Tabletop.blindRecorder(frames: 2)
    for seed in 0..<40 as Range<UInt64> {
      let episode = try recorder.record(seed: seed, policy: PolicySpec(.hold))
      let places = episode.objects.map { $0.position(0) }
      for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let gap = places[a] - places[b]
        #expect((gap * gap).sum().squareRoot() > 0.075, "seed \(seed)")
      }
      #expect(episode.energy[0][0] < 1e-3, "seed \(seed) starts with \(episode.energy[0][0]) J")
    }
  }
}
