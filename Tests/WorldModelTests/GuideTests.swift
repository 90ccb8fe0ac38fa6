import Autograd
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import WorldModel

/// Against the PyTorch reference; `python/golden/make_model_golden.py` makes the files.
@Suite struct GuideTests {
  private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/dynamics")

  private func file(_ name: String) throws -> Safetensors {
    try Safetensors(path: folder.appendingPathComponent("\(name).safetensors").path)
  }

  private func relative(_ a: Tensor, _ b: Tensor) -> Double {
    (a.squaredDistance(to: b) / max(1e-30, b.sumOfSquares())).squareRoot()
  }

  private func condition(_ g: Safetensors, _ guide: Guide?) throws -> FrameCondition {
    FrameCondition(
      sigma: try g.tensor("sigma"), actions: try g.tensor("actions"), given: [false, true, true, false, true, false],
      guide: guide)
  }

  /// Of the first clip alone the second camera moves.
  @Test func aGuidedPassAgreesWithTheReference() throws {
    let dynamics = try ModelFolder(folder).loadDynamics()
    let (g, guided) = (try file("golden"), try file("guided"))
    let latents = try guided.tensor("guide")
    let first = latents.rows(0..<1).reshaped(Array(latents.shape[1...]))
    let guide = try #require(Guide([Guide.Part(latents: first, moves: [false, true]), nil]))
    #expect(guide.isTold == [false, true, false, false])
    let out = dynamics(Variable(try g.tensor("z")), try condition(g, guide), Context(.f32)).value
    #expect(relative(out, try guided.tensor("out")) < 2e-5)
    #expect(relative(out.rows(1..<2), try g.tensor("out").rows(1..<2)) < 2e-5)
  }

  @Test func aGuidedRolloutAgreesWithTheReference() throws {
    let dynamics = try ModelFolder(folder).loadDynamics()
    let (g, guided) = (try file("golden"), try file("guided"))
    let (noise, actions) = (try g.tensor("noise"), try g.tensor("long_actions"))
    let guide = Guide(latents: try guided.tensor("long_guide"), isTold: [true, true])
    let sampler = Sampler(
      dynamics, given: try g.tensor("context"), actions: actions.slice(axis: 1, 0..<2),
      noise: noise.slice(axis: 1, 0..<2),
      guide: guide.frames(0..<2), steps: 3, contextNoise: 0.02, Context(.f32))
    var frames: [Tensor] = []
    for t in 2..<7 {
      let now = t..<(t + 1)
      let (n, a) = (noise.slice(axis: 1, now), actions.slice(axis: 1, now))
      frames.append(sampler.next(noise: n, actions: a, guide: guide.frames(now)))
      sampler.commit(frames[t - 2], actions: a, noise: n, guide: guide.frames(now))
    }
    #expect(relative(.concatenated(frames, axis: 1), try guided.tensor("rolled")) < 1e-4)
  }

  @Test func framesOfAGuideJoinToItAgain() throws {
    let latents = Philox(seed: 4, stream: 0).normal([2, 4, 2, 2, 2, 3])
    let guide = Guide(latents: latents, isTold: [true, false, false, true])
    let joined = try #require(Guide.joined([guide.frames(0..<1), guide.frames(1..<4)]))
    #expect(joined.latents.floats() == latents.floats())
    #expect(joined.isTold == guide.isTold)
    #expect(Guide([nil, nil]).map(\.isTold) == nil)
    #expect(Guide.joined([]).map(\.isTold) == nil)
  }
}
