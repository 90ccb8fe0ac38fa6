import Diagnostics
import Episodes
import Foundation
import Simulation
import Testing

/// What the worlds without a robot must obey, read from the states alone.
@Suite struct PhysicsWorldTests {
  /// The quadratic coefficient of the least-squares parabola through seven heights, as gravity in m/s².
  private static func gravity(_ z: [Double], rate: Double) -> Double {
    -2 * zip([5.0, 0, -3, -4, -3, 0, 5], z).reduce(0) { $0 + $1.0 * $1.1 } / 84 * rate * rate
  }

  @Test func aRecordedFallHasEarthsGravityAndLastsTwelveFrames() throws {
    let world = try Worlds.world("fall")
    #expect(world.rate == 30)
    for seed in 0..<6 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed)
      #expect(episode.rate == 30)
      for object in episode.objects {
        let airborne = episode.flight(object.name)
        #expect(airborne >= 12, "\(object.name) of seed \(seed) lands after \(airborne) frames")
        for start in 0...(airborne - 7) {
          let found = Self.gravity((start..<start + 7).map { object.position($0).z }, rate: episode.rate)
          #expect(abs(found / 9.81 - 1) < 0.01, "\(object.name) of seed \(seed) falls with \(found) m/s²")
        }
      }
    }
  }

  @Test(arguments: Worlds.physics) func energyNeverGrowsWhileNothingActs(_ name: String) throws {
    let world = try Worlds.world(name)
    for seed in 0..<3 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed, frames: 40)
      // A frame within an elastic contact lacks what is stored in it, so only rises above all that came before count.
      let total = episode.energy.map { $0[0] + $0[1] }
      let start = total[0]
      for t in 1..<total.count {
        let most = total[..<t].max() ?? start
        #expect(total[t] <= most + 0.002 * start, "\(name), seed \(seed): \(total[t]) J after \(most) J at frame \(t)")
      }
    }
  }

  @Test func aCollisionConservesMomentumAndNoMoreThanTheEnergy() throws {
    let world = try Worlds.world("collision")
    var collisions = 0
    for seed in 0..<6 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed)
      let names = episode.objects.map(\.name)
      let between = { (contact: Episode.Contact) in names.contains(contact.first) && names.contains(contact.second) }
      guard let hit = episode.contacts.first(where: between)?.frame, hit >= 4 else { continue }
      let frames = (hit - 3)...(hit + 2)
      // A body that came from a rim has other momentum before than after.
      let rims = episode.contacts.filter {
        frames.contains($0.frame) && !between($0) && !["\($0.first)", "\($0.second)"].contains("tray")
      }
      guard rims.isEmpty else { continue }
      let momentum = { (t: Int) in
        try episode.objects.reduce(SIMD2<Double>.zero) { sum, object in
          let v = (object.position(t + 1) - object.position(t)) * episode.rate
          return sum + SIMD2(v.x, v.y) * (try #require(object.mass))
        }
      }
      let (before, after) = (try momentum(hit - 3), try momentum(hit + 1))
      let lost = ((before - after) * (before - after)).sum().squareRoot()
      #expect(lost < 0.01 * (before * before).sum().squareRoot(), "seed \(seed): \(before) → \(after)")
      collisions += 1
    }
    #expect(collisions >= 3)
  }

  @Test func aPendulumKeepsItsLengthAndItsEnergy() throws {
    let world = try Worlds.world("pendulum")
    let alone = try (0..<20 as Range<UInt64>).lazy.map { try Worlds.episode(world, seed: $0) }
      .first { $0.objects.count == 1 }
    let episode = try #require(alone)
    let bob = episode.objects[0]
    let hinge = SIMD3(bob.name == "bob" ? -0.071 : 0.071, 0, 0.86)
    for t in 0..<episode.frames {
      let arm = bob.position(t) - hinge
      #expect(abs((arm * arm).sum().squareRoot() - 0.5) < 1e-6)
    }
    let total = episode.energy.map { $0[0] + $0[1] }
    #expect(total.allSatisfy { abs($0 - total[0]) < 1e-3 * total[0] })
  }

  @Test func whatIsHiddenStillMovesOn() throws {
    let world = try Worlds.world("occlusion")
    let settings = RecordingSettings(frames: 49, width: 64, height: 64, cameras: ["front"], depth: false)
    let episode = try Recorder(world, settings).record(seed: 1, policy: PolicySpec(.hold))
    let segmentation = try #require(episode.views[0].segmentation)
    let object = episode.objects[0]
    let label = UInt8((episode.segmentNames.firstIndex(of: object.name) ?? 0) + 1)
    let areas = (0..<49).map { t in segmentation[t * 4096..<(t + 1) * 4096].filter { $0 == label }.count }
    #expect(areas[0] > 20)
    #expect(areas.contains(0), "\(object.name) never hides")
    #expect(areas.last { $0 > 0 } != nil && areas.drop { $0 > 0 }.contains { $0 > 20 }, "it never comes back")
  }
}
