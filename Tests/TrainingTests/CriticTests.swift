import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import Training
@testable import WorldModel

/// A decoder that is judged by whether its pictures could be recorded.
@Suite(.serialized) struct CriticTests {
  private let compressor = Compressor(
    CompressorConfiguration(latent: 4, fine: 6, coarse: 8, fineBlocks: 1, coarseBlocks: 1),
    random: Philox(seed: 1, stream: 0))
  private let latents = Philox(seed: 2, stream: 0).normal([2, 2, 4, 4, 4])

  private func critic(weight: Double = 3, rate: Double = 0.003) -> Critic {
    Critic(compressor, weight: weight, rate: rate, random: Philox(seed: 3, stream: 0))
  }

  /// Squares that move by a pixel a frame, black and white (2, 4, 32, 32, 3); `edge` softens them.
  private func squares(_ draw: Int, edge: Float) -> Tensor {
    var values: [Float] = []
    for clip in 0..<2 {
      let random = Philox(seed: 4, stream: UInt32(2 * draw + clip))
      let (x, y) = (8 + random.integer(below: 12, at: 0), 8 + random.integer(below: 12, at: 1))
      for t in 0..<4 {
        for row in 0..<32 {
          for column in 0..<32 {
            let inside = 4 - Float(max(abs(row - y), abs(column - x - t))) + 0.5
            let value = max(-1, min(1, 2 * inside / edge))
            values += [value, value, value]
          }
        }
      }
    }
    return Tensor(values, shape: [2, 4, 32, 32, 3])
  }

  /// It learns to tell soft squares from those with edges, as long as there is something to tell.
  @Test func itTellsSoftFromSharp() {
    let critic = critic()
    for step in 0..<200 {
      _ = critic(
        Variable(squares(step, edge: 8)), squares(step, edge: 1), latents, Philox(seed: 5, stream: UInt32(step)),
        Context(.f32))
    }
    let (soft, sharp) = (squares(1000, edge: 8), squares(1000, edge: 1))
    #expect(critic.gap(soft, sharp, latents, Philox(seed: 6, stream: 0), Context(.f32)) > 0.5)
    #expect(abs(critic.gap(sharp, sharp, latents, Philox(seed: 6, stream: 0), Context(.f32))) < 0.1)
  }

  /// What can be anything between soft and sharp, and listens to the critic beside which it learns, becomes sharp.
  @Test func itAsksForEdges() throws {
    let critic = critic()
    var share: Float = 0
    for step in 0..<300 {
      let (soft, sharp) = (squares(step, edge: 8), squares(step, edge: 1))
      let way = sharp.combined(1, soft, -1)
      let tape = Tape()
      let leaf = tape.leaf(soft.combined(1, way, share))
      let random = Philox(seed: 5, stream: UInt32(step))
      tape.backward(from: critic(leaf, sharp, latents, random, Context(.f32, tape: tape)))
      let slope = zip(try #require(leaf.gradient).floats(), way.floats()).reduce(0) { $0 + $1.0 * $1.1 }
      if step >= 50 { share = max(0, share - (slope > 0 ? 0.01 : -0.01)) }
    }
    #expect(share > 0.5 && share < 1.3, "\(share) of the way")
  }

  /// The decoder's gradient is the loss's slope, and the decoder's alone.
  @Test func theGradientIsOfWhatIsShown() throws {
    // At a rate of next to nothing it stays as it is between calls; in the 200th the decoder listens in full.
    let (soft, sharp) = (squares(0, edge: 8), squares(0, edge: 1))
    let critic = critic(weight: 300, rate: 1e-12)
    func loss(_ shown: Variable, _ context: Context) -> Variable {
      critic(shown, sharp, latents, Philox(seed: 7, stream: 0), context)
    }
    for _ in 0..<Critic.warmup { _ = loss(Variable(soft), Context(.f32)) }
    let direction = Philox(seed: 8, stream: 0).normal(soft.shape)
    let tape = Tape()
    let leaf = tape.leaf(soft)
    tape.backward(from: loss(leaf, Context(.f32, tape: tape)))
    let slope = zip(try #require(leaf.gradient).floats(), direction.floats()).reduce(0) { $0 + Double($1.0 * $1.1) }
    func value(_ step: Float) -> Double {
      Double(loss(Variable(soft.combined(1, direction, step)), Context(.f32)).value.item)
    }
    let difference = (value(1e-2) - value(-1e-2)) / 2e-2
    #expect(abs(slope - difference) < 0.02 * abs(difference) + 1e-4, "\(slope) against \(difference)")
    #expect(abs(difference) > 0.01)
  }

  /// A training with it that was interrupted ends in the same weights, and they are others than without it.
  @Test func itIsStoredWithTheTraining() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 4)
    let text = "compressor: c/checkpoint\nwindow: 3\nmodel: \(dynamicsModel)"
    let model = try DynamicsPlan(file: plan(root, out: "d", steps: 3, more: text))
    try TrainingLoop(model.common, DynamicsTrainee(model), resume: false, say: { _ in }).run()
    let start = """
      start: c/checkpoint
      clip: 5
      model: \(compressorModel)
      hold_encoder: true
      predicted_share: 1
      predictions: [{model: d/checkpoint, data: [data/shard-0000.h5]}]

      """
    func weights(_ out: String, critic weight: Double, more: String = "", stop: Int? = nil) throws -> Data {
      let start = start.replacing("]}]", with: "]}\(more)]")
      let file = try plan(root, out: out, steps: 6, more: start + "critic_weight: \(weight)")
      var plan = try CompressorPlan(file: file)
      if let stop {
        plan.common.stopAfter = stop
        try TrainingLoop(plan.common, CompressorTrainee(plan), resume: false, say: { _ in }).run()
        plan.common.stopAfter = nil
      }
      try TrainingLoop(plan.common, CompressorTrainee(plan), resume: stop != nil, say: { _ in }).run()
      return try bytes(root, "\(out)/checkpoint/model.safetensors")
    }
    let whole = try weights("whole", critic: 5)
    #expect(try weights("half", critic: 5, stop: 3) == whole)
    let none = try weights("none", critic: 0)
    #expect(none != whole)
    let other = ", {model: d/checkpoint, data: [data/shard-0000.h5]"
    #expect(
      try weights("both", critic: 5, more: other + "}") != weights("one", critic: 5, more: other + ", critic: false}"))
    #expect(String(decoding: try bytes(root, "whole/curve.csv"), as: UTF8.self).contains("6,critic_gap,"))
    let error = #expect(throws: UserError.self) {
      try train(root, "x", steps: 1, more: "start: c/checkpoint\nhold_encoder: true\ncritic_weight: 1")
    }
    #expect(error?.what.contains("`predictions`") == true)
    let blind = start.replacing("]}]", with: "], critic: false}]") + "critic_weight: 1"
    let unseen = #expect(throws: UserError.self) {
      try CompressorPlan(file: plan(root, out: "y", steps: 1, more: blind))
    }
    #expect(unseen?.what.contains("looks at") == true)
  }
}
