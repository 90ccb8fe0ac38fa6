import Foundation
import Testing

@testable import WorldModel

/// Counts of PyTorch's own counter on the reference; `python/golden/make_work_golden.py` makes the file.
@Suite struct ModelWorkTests {
  private struct Golden: Decodable {
    var pass, rollout, decoding: Double
  }

  @Test func workAgreesWithPyTorchsCounter() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/work.json")
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    let work = ModelWork(
      dynamics: DynamicsConfiguration(
        latent: 8, width: 32, depth: 4, heads: 2, mlp: 3, modulationRank: 4, actionWidth: 3, window: 5,
        carried: 12, warp: 10, warpDepth: 2),
      compressor: CompressorConfiguration(latent: 8, fine: 12, coarse: 20, fineBlocks: 1, coarseBlocks: 2),
      rows: 4, columns: 8)
    #expect(work.tokens == 16)
    #expect(work.pass(seen: [1]) == golden.pass)
    #expect(work.decoding == golden.decoding)
    // PyTorch multiplies what the causal mask then hides: one frame's worth, in the context's pass.
    let hidden = Double(2 * work.tokens * 4 / 2 * 2 * 32)
    #expect(work.rollout(given: 2, predicted: 5, steps: 3) == golden.rollout - hidden)
  }

  @Test func trainingCostsThreePasses() {
    let work = ModelWork(dynamics: .init(), compressor: .init(), rows: 16, columns: 16)
    #expect(work.trainingStep(batch: 2, window: 3) == 6 * work.pass(seen: [1, 2, 3]))
  }
}
