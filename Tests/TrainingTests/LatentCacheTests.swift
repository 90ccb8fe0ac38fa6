import Foundation
import TensorCore
import Testing

@testable import Training

/// What was encoded before an interruption is not encoded again.
@Suite struct LatentCacheTests {
  private func clip(_ value: Float) -> LatentStore.Clip {
    LatentStore.Clip(
      latents: Tensor.full([2, 1, 2, 2, 4], value).cast(to: .bf16), actions: .full([2, 4, 1], value),
      motion: .full([2, 1, 2, 2], 0))
  }

  private func withCache(_ body: (LatentCache) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try body(LatentCache(file: file))
  }

  @Test func whatIsThereIsReadWithItsEpisodes() throws {
    try withCache { cache in
      #expect(try cache.read(atMost: 5).episodes == 0)
      // The third episode is too short for the second phase, the fourth for both.
      try cache.write(.init(clips: (1...5).map { clip(Float($0)) }, episodes: 4))
      let found = try cache.read(atMost: 9)
      #expect(found.episodes == 4)
      #expect(found.clips.map { $0.latents.cast(to: .f32).floats()[0] } == [1, 2, 3, 4, 5])
      #expect(try cache.read(atMost: 4).episodes == 4)
      #expect(try cache.read(atMost: 3).episodes == 0, "it holds more than was asked for")
    }
  }

  @Test func aDamagedFileIsEncodedAnew() throws {
    try withCache { cache in
      try Data("nothing".utf8).write(to: cache.file)
      #expect(try cache.read(atMost: 3).episodes == 0)
    }
  }

  /// A training that was stopped while it encoded ends with the same latents as one that was not.
  @Test func encodingGoesOnWhereItStopped() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 2)
    let file = try plan(
      root, out: "d", steps: 2, more: "compressor: c/checkpoint\nwindow: 3\nmodel: \(dynamicsModel)")
    let plan = try DynamicsPlan(file: file)
    _ = try DynamicsTrainee(plan)
    let out = root.appendingPathComponent("d")
    let names = try FileManager.default.contentsOfDirectory(atPath: out.path).filter { $0.hasPrefix("latents-") }
    let caches = names.map { LatentCache(file: out.appendingPathComponent($0)) }
    #expect(!caches.isEmpty)
    for cache in caches {
      let all = try cache.read(atMost: 3)
      #expect(all.episodes == 3 && all.clips.count == 3)
      // What was kept is told from what is encoded by a mark.
      var first = all.clips[0]
      first.latents = .full(first.latents.shape, 7).cast(to: .bf16)
      try cache.write(.init(clips: [first], episodes: 1))
      try TrainingLoop.requireBegun(plan.common)
      _ = try DynamicsTrainee(plan)
      let again = try cache.read(atMost: 3)
      #expect(again.episodes == 3 && again.clips.count == 3)
      #expect(again.clips[0].latents.cast(to: .f32).floats().allSatisfy { $0 == 7 })
      for i in 1..<3 {
        #expect(again.clips[i].latents.cast(to: .f32).floats() == all.clips[i].latents.cast(to: .f32).floats())
      }
    }
  }
}
