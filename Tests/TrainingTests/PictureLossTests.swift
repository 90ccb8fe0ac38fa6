import Autograd
import NeuralNetwork
import TensorCore
import Testing

@testable import Training
@testable import WorldModel

@Suite struct PictureLossTests {
  private let compressor = Compressor(
    CompressorConfiguration(latent: 4, fine: 6, coarse: 8, fineBlocks: 1, coarseBlocks: 1),
    random: Philox(seed: 1, stream: 0))
  private let truth = Philox(seed: 2, stream: 0).normal([2, 1, 2, 4, 4, 4])
  private var loss: PictureLoss { PictureLoss(compressor: compressor, weight: 3) }

  /// The second of each pair, (B, V, h, w, z).
  private var wanted: Tensor { truth.slice(axis: 2, 1..<2).reshaped([2, 1, 4, 4, 4]) }

  private func value(_ latents: Tensor) -> Double {
    Double(loss(Variable(latents), truth, Context(.f32)).value.item)
  }

  @Test func truthShowsNoErrorButWhereItLeavesTheRange() {
    let most = compressor.decode(truth.reshaped([2, 2, 4, 4, 4]), Context(.f32), starts: false)
    let beyond = most.combined(1, most.clamped(-1, 1), -1).absoluteDistance(to: .zeros(most.shape))
    #expect(beyond == 0, "the small decoder was meant to stay in the range")
    #expect(value(wanted) == 0)
  }

  /// Along a random direction the loss changes as its gradient says, and the decoder stays as it is.
  @Test func theGradientIsOfTheLatentsAlone() throws {
    let off = wanted.combined(1, Philox(seed: 3, stream: 0).normal(wanted.shape), 0.3)
    let direction = Philox(seed: 4, stream: 0).normal(wanted.shape)
    let tape = Tape()
    let leaf = tape.leaf(off)
    tape.backward(from: loss(leaf, truth, Context(.f32, tape: tape)))
    let gradient = try #require(leaf.gradient).floats()
    #expect(compressor.parameters.allSatisfy { $0.parameter.gradient == nil })
    let slope = zip(gradient, direction.floats()).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    let step: Float = 1e-3
    let difference = (value(off.combined(1, direction, step)) - value(off.combined(1, direction, -step))) / 2e-3
    #expect(abs(slope - difference) < 0.02 * abs(difference) + 1e-4, "\(slope) against \(difference)")
    #expect(abs(difference) > 0.01)
  }

  /// Where a part of the tokens is shown, the picture's other latents are true.
  @Test func whatIsNotShownIsTrue() {
    let shape = [2, 4, 1, 4, 4, 4]
    let (z, other) = (Philox(seed: 5, stream: 0).normal(shape), Philox(seed: 6, stream: 0).normal(shape))
    let parts = KeptTokens([1, 2], of: shape, patch: 2)
    let frames = parts.frames([3, 6], of: Variable(parts.tokens(other)), else: parts.whole(z)).value
    let mixed = parts.tokens(parts.tokens(other), into: parts.whole(z))
      .reshaped([8, 1, 2, 2, 16]).depthToSpace(2)
    #expect(frames.floats() == mixed.rows(3..<4).floats() + mixed.rows(6..<7).floats())
  }

  /// Frames that are decoded are learned from in full: neither the past, nor a window's first two.
  @Test func decodedFramesAreOnesThatAreSampled() throws {
    let z = Philox(seed: 7, stream: 0).normal([3, 10, 1, 2, 2, 1])
    func draw(_ sight: TemporalAttention.Sight) -> WindowDraw {
      WindowDraw(
        latents: z, actions: .zeros([3, 10, 1, 1]), levels: [], weights: [], given: [], sight: sight)
    }
    #expect(draw(.causal).someFrames(Philox(seed: 8, stream: 0)) == nil)
    var seen: Set<Int> = []
    for seed in 0..<20 {
      let frames = try #require(draw(.paired).someFrames(Philox(seed: UInt32(seed), stream: 0)))
      seen.formUnion(frames)
      let pairs = draw(.paired).withPast(frames)
      #expect(pairs.shape == [3, 1, 2, 2, 2, 1])
      let second = z.slice(axis: 0, 1..<2).slice(axis: 1, (frames[1] - 1)..<(frames[1] + 1))
      #expect(pairs.rows(1..<2).floats() == second.floats())
    }
    #expect(seen == [7, 8, 9])
  }
}
