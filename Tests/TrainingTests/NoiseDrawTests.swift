import Foundation
import TensorCore
import Testing

@testable import Training

@Suite struct NoiseDrawTests {
  /// Nobody samples a frame without a past, and after a single one nothing is known of how things move.
  @Test func ofAPairWhatHasNoPastIsNotLearnedFrom() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let text = "compressor: c/checkpoint\nwindow: 4\nmodel: \(dynamicsModel)"
    let plan = try DynamicsPlan(file: TrainingTests.plan(root, out: "d", steps: 2, more: text))
    let (levels, weights) = NoiseDraw(plan, Philox(seed: 3, stream: 1)).paired(2, 4)
    #expect(levels.count == 16 && weights.count == 16)
    for start in [0, 8] {
      #expect(weights[start..<(start + 5)].allSatisfy { $0 == 0 })
      let ofVelocity = levels[(start + 5)..<(start + 8)].map { 1 / ($0 * $0 + 0.04) }
      #expect(Array(weights[(start + 5)..<(start + 8)]) == [0.25 * ofVelocity[0], ofVelocity[1], ofVelocity[2]])
    }
  }
}
