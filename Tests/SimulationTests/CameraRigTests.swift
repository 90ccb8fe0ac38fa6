import Episodes
import Foundation
import Simulation
import Testing

/// Cameras that move.
@Suite struct CameraRigTests {
  @Test(arguments: Worlds.physics + Worlds.camera) func everyWorldHasTheSameRig(_ name: String) throws {
    let world = try Worlds.world(name)
    #expect(world.cameras == ["front", "side"])
    #expect(world.rate == 30)
    #expect(!world.segmentNames.contains("arm"))
    let contract = world.contract
    #expect(contract.dimensions.map(\.name) == ["azimuth", "elevation", "distance", "height"])
    #expect(contract.dimensions.map(\.unit) == ["rad", "rad", "m", "m"])
    #expect(contract.dimensions.allSatisfy { $0.kind == .cameraMotion && $0.opens == nil })
    #expect(try Worlds.world("table").contract.differences(from: contract).isEmpty)
  }

  @Test func extrinsicsAgreeWithTheJointsAtEveryFrame() throws {
    let world = try Worlds.world("table")
    let settings = RecordingSettings(frames: 25, width: 16, height: 16, cameras: ["front", "side"], depth: false)
    let episode = try Recorder(world, settings).record(seed: 5, policy: PolicySpec(.orbit))
    for (view, prefix, offset) in zip3(episode.views, ["", "side_"], [0, 1.0472]) {
      for t in 0..<episode.frames {
        let joint = { (name: String) in
          Double(episode.states[t][episode.stateNames.firstIndex(of: "\(name)_position") ?? 0])
        }
        let azimuth = joint("azimuth") + offset
        let (elevation, distance) = (joint("\(prefix)elevation"), joint("\(prefix)distance"))
        let eye = SIMD3(
          distance * cos(elevation) * sin(azimuth), -distance * cos(elevation) * cos(azimuth),
          distance * sin(elevation) + joint("height"))
        let m = try #require(view.extrinsics)[t].worldToCamera
        // The eye maps to the origin, the centre of the view to the optical axis at its distance.
        for row in 0..<3 {
          let seen = m[4 * row] * eye.x + m[4 * row + 1] * eye.y + m[4 * row + 2] * eye.z + m[4 * row + 3]
          let centre = m[4 * row + 2] * joint("height") + m[4 * row + 3]
          #expect(abs(seen) < 1e-5, "\(view.camera), frame \(t)")
          #expect(abs(centre - (row == 2 ? distance : 0)) < 1e-5, "\(view.camera), frame \(t)")
        }
      }
    }
  }

  @Test func orbitsAreSmoothStayInRangeAndAreRepeatable() throws {
    let world = try Worlds.world("town")
    let limits: [ClosedRange<Float>] = [-1.2...1.2, 0.35...0.75, 1.35...1.65, 0.02...0.12]
    for seed in 0..<10 as Range<UInt64> {
      let episode = try Worlds.episode(world, seed: seed, policy: PolicySpec(.orbit))
      #expect(episode.actions == (try Worlds.episode(world, seed: seed, policy: PolicySpec(.orbit))).actions)
      let azimuths = episode.actions.map { $0[0] }
      let way = zip(azimuths, azimuths.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) }
      #expect(way > 0.3, "seed \(seed) goes \(way) rad")
      for (a, b) in zip(episode.actions, episode.actions.dropFirst()) {
        for joint in 0..<4 {
          #expect(limits[joint].lowerBound - 1e-5 <= b[joint] && b[joint] <= limits[joint].upperBound + 1e-5)
          #expect(abs(b[joint] - a[joint]) < 0.06)
        }
      }
    }
  }

  @Test func aRigThatHoldsStandsStill() throws {
    let world = try Worlds.world("ramp")
    let episode = try Worlds.episode(world, seed: 1)
    #expect(Set(episode.actions).count == 1)
    for state in episode.states { for (a, b) in zip(state, episode.states[0]) { #expect(abs(a - b) < 1e-6) } }
  }
}

private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { zip(a, zip(b, c)).map { ($0, $1.0, $1.1) } }
