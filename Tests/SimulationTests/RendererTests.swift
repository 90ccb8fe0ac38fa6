import Episodes
import Simulation
import Testing

@Suite(.serialized) struct RendererTests {
  private static func tabletop(_ seed: UInt64) throws -> Episode {
    let settings = RecordingSettings(frames: 1)
    return try Recorder(Tabletop.world(), settings).record(seed: seed, policy: PolicySpec(.hold))
  }

  @Test func depthOfAPlaneIsExactToAMillimetre() throws {
    let xml = """
      <mujoco><statistic center="0 0 0" extent="1"/><visual><map znear="0.05" zfar="12"/></visual><worldbody>
      <light pos="0 0 3"/><camera name="down" pos="0 0 1.5" xyaxes="1 0 0 0 1 0" fovy="50"/>
      <geom type="box" size="3 3 0.1" pos="0 0 -0.1"/>
      <geom type="box" size="0.2 0.2 0.25" pos="0 0 0.25"/></worldbody></mujoco>
      """
    let world = try World(xml: xml, name: "plane")
    let settings = RecordingSettings(frames: 1, width: 64, height: 64, cameras: ["down"])
    let depth = try #require(Recorder(world, settings).record(seed: 0, policy: PolicySpec(.hold)).views[0].depth)
    #expect(abs(depth[0] - 1.5) < 0.001, "corner at \(depth[0]) m")
    #expect(abs(depth[32 * 64 + 32] - 1.0) < 0.001, "middle at \(depth[32 * 64 + 32]) m")
  }

  @Test func camerasProjectObjectsOntoTheirSegments() throws {
    for seed in [1, 2, 3] as [UInt64] {
      let episode = try Self.tabletop(seed)
      for view in episode.views where view.camera != "wrist" {
        let (ids, depth) = (try #require(view.segmentation), try #require(view.depth))
        for object in episode.objects {
          let p = try #require(Self.project(object.position(0), view))
          let label = UInt8((episode.segmentNames.firstIndex(of: object.name) ?? 0) + 1)
          let pixels = ids.indices.filter { ids[$0] == label }
          // Objects partly hidden have their visible part elsewhere.
          guard pixels.count > 60, (0..<128).contains(Int(p.x)), (0..<128).contains(Int(p.y)) else { continue }
          let pixel = Int(p.y) * 128 + Int(p.x)
          guard ids[pixel] == label else { continue }
          // The near side is seen, at most an object's radius before its centre.
          #expect(p.z - Double(depth[pixel]) > 0 && p.z - Double(depth[pixel]) < 0.05)
          let middle = Self.middle(pixels)
          #expect(abs(middle.x - p.x) < 3 && abs(middle.y - p.y) < 3, "\(object.name) at \(middle), projected to \(p)")
        }
      }
    }
  }

  @Test func mostObjectsAreSeenWhereTheyProject() throws {
    var (seen, all) = (0, 0)
    for seed in 1...8 as ClosedRange<UInt64> {
      let episode = try Self.tabletop(seed)
      for view in episode.views where view.camera == "front" {
        let ids = try #require(view.segmentation)
        for (index, object) in episode.objects.enumerated() {
          guard let p = Self.project(object.position(0), view), (0..<128).contains(Int(p.x)),
            (0..<128).contains(Int(p.y))
          else { continue }
          all += 1
          if ids[Int(p.y) * 128 + Int(p.x)] == UInt8(index + 2) { seen += 1 }
        }
      }
    }
    #expect(all >= 20 && seen * 10 >= all * 8, "\(seen) of \(all)")
  }

  @Test func picturesHaveLightAndShadow() throws {
    let episode = try Self.tabletop(4)
    let view = episode.views[0]
    let ids = try #require(view.segmentation)
    // The table in the sun, and in shadow: both are background by segmentation.
    let table = ids.indices.filter { ids[$0] == 0 && $0 > 64 * 128 }.map { Int(view.rgb[3 * $0]) }
    let brightest = try #require(table.max())
    let darkest = try #require(table.min())
    #expect(brightest - darkest > 50)
    // The first row is the top: the grey of the room, bluer than the table below.
    #expect(view.rgb[2] > view.rgb[0] && view.rgb[127 * 384 + 2] < view.rgb[127 * 384])
  }

  /// Pixel x, y and depth.
  private static func project(_ point: SIMD3<Double>, _ view: Episode.View) -> SIMD3<Double>? {
    guard let m = view.extrinsics?.first?.worldToCamera, let k = view.intrinsics else { return nil }
    let p = (0..<3).map { m[4 * $0] * point.x + m[4 * $0 + 1] * point.y + m[4 * $0 + 2] * point.z + m[4 * $0 + 3] }
    return p[2] > 0 ? SIMD3(k.fx * p[0] / p[2] + k.cx, k.fy * p[1] / p[2] + k.cy, p[2]) : nil
  }

  private static func middle(_ pixels: [Int]) -> SIMD2<Double> {
    let sum = pixels.reduce(SIMD2<Double>.zero) { $0 + SIMD2(Double($1 % 128) + 0.5, Double($1 / 128) + 0.5) }
    return sum / Double(pixels.count)
  }
}
