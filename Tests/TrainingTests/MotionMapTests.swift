import Episodes
import Foundation
import TensorCore
import Testing

@testable import Training

/// A camera one metre above the origin that looks straight down: 100 pixels a metre at the table, x right, y up.
@Suite struct MotionMapTests {
  private let pose = Extrinsics(worldToCamera: [1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 1, 0, 0, 0, 1])
  private let lens = Intrinsics(fx: 100, fy: 100, cx: 32, cy: 32)

  private func episode(_ paths: [[SIMD3<Double>]], tool: [[Double]] = [], calibrated: Bool = true) -> Episode {
    let frames = paths[0].count
    var view = Episode.View(camera: "top", width: 64, height: 64, rgb: [])
    if calibrated { (view.intrinsics, view.extrinsics) = (lens, [Extrinsics](repeating: pose, count: frames)) }
    var episode = Episode(
      seed: 1, policy: "push", rate: 10, frames: frames, views: [view],
      actions: [[Float]](repeating: [0], count: frames))
    episode.objects = paths.enumerated().map { i, path in
      Episode.ObjectPath(name: "\(i)", poses: path.map { [$0.x, $0.y, $0.z, 1, 0, 0, 0] })
    }
    episode.tool = tool
    return episode
  }

  private func map(_ episode: Episode, phase: Int = 0, count: Int = 3) -> [Float] {
    MotionMap(episode).map(phase: phase, group: 4, count: count, rows: 8, columns: 8).floats()
  }

  @Test func projectsLikeAPinhole() throws {
    let seen = try #require(pose.project(SIMD3(0.1, 0.2, 0.5), lens))
    #expect(abs(seen.x - 52) < 1e-9 && abs(seen.y + 8) < 1e-9 && abs(seen.depth - 0.5) < 1e-9)
    #expect(pose.project(SIMD3(0, 0, 2), lens) == nil)
  }

  @Test func restingObjectsAndUncalibratedCamerasWeighNothing() {
    let rest = [SIMD3<Double>](repeating: .zero, count: 9)
    #expect(map(episode([rest])).allSatisfy { $0 == 0 })
    let slide = (0..<9).map { SIMD3(Double($0) * 0.02, 0, 0) }
    #expect(map(episode([slide], calibrated: false)).allSatisfy { $0 == 0 })
  }

  /// From x = -.2 to +.2 in the last group: the first latent frame knows nothing of it, the others both places.
  @Test func cellsOnThePathWeighFromTheGroupBeforeToTheGroupAfter() {
    let path = (0..<13).map { SIMD3<Double>($0 < 9 ? -0.2 : 0.2, 0, 0) }
    let all = map(episode([path]), count: 4)
    let (left, right) = (4 * 8 + 1, 4 * 8 + 6)
    for t in 0..<4 {
      #expect(all[t * 64 + left] == (t < 2 ? 1 : 2))
      #expect(all[t * 64 + right] == (t < 2 ? 0 : t < 3 ? 1 : 2))
      #expect(all[t * 64] == 0)
    }
  }

  /// Still in the first two groups, 4 cm a frame in the third, still again: marked on its way and where it was, not before
  /// and not once a group has passed.
  @Test func anObjectOnItsWayWeighsMost() {
    let path = (0..<25).map { SIMD3<Double>(-0.2 + 0.04 * Double(min(max(0, $0 - 8), 4)), 0, 0) }
    let all = map(episode([path]), count: 7)
    let (left, right) = (4 * 8 + 1, 4 * 8 + 3)
    let marks = (0..<7).map { t in (all[t * 64 + left], all[t * 64 + right]) }
    #expect(marks[1].0 == MotionMap.thing, "it rests for a group more")
    #expect(marks[3].0 == MotionMap.moving && marks[3].1 == MotionMap.moving)
    #expect(marks[5].0 == MotionMap.nothing && marks[6].1 == MotionMap.thing)
  }

  /// An object that rests, and latents of its cells that change in frames 2 and 4 of 6, as where a hand comes and goes.
  @Test func whatIsHiddenMustComeBack() {
    let rest = [SIMD3<Double>](repeating: .zero, count: 21)
    let away = (0..<21).map { SIMD3(-0.25 + 0.01 * Double($0), 0.25, 0) }
    let motion = MotionMap(episode([rest, away]))
    let plain = motion.map(phase: 0, group: 4, count: 6, rows: 8, columns: 8)
    var z = [Float](repeating: 0, count: 6 * 64 * 2)
    let (own, far) = (4 * 8 + 4, 7 * 8 + 7)
    for t in [2, 3] {
      for cell in [own, far] { (z[(t * 64 + cell) * 2], z[(t * 64 + cell) * 2 + 1]) = (2, -2) }
    }
    let all = motion.marking(plain, whereItPasses: Tensor(z, shape: [6, 1, 8, 8, 2]), phase: 0, group: 4).floats()
    let nothing = MotionMap.nothing
    #expect(
      (0..<6).map { all[$0 * 64 + own] }
        == [nothing, nothing, MotionMap.moving, MotionMap.thing, MotionMap.moving, MotionMap.thing])
    // Where no object is, it is the background's affair, and what was marked stays so.
    #expect((0..<6).allSatisfy { all[$0 * 64 + far] == nothing })
    #expect(zip(all, plain.floats()).allSatisfy { $0 >= $1 })
  }

  @Test func theHandAlwaysWeighs() {
    let rest = [SIMD3<Double>](repeating: .zero, count: 9)
    let all = map(episode([rest], tool: [[Double]](repeating: [0.2, 0.2, 0], count: 9)))
    #expect(all[1 * 8 + 6] == 1)
    #expect(all[4 * 8 + 4] == 0)
  }
}
