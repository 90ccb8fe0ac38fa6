import Autograd
import NeuralNetwork
import TensorCore
import Testing

@testable import Training
@testable import WorldModel

@Suite struct KeptTokensTests {
  private let shape = [2, 3, 1, 4, 6, 5]

  private func latents() -> Tensor { Philox(seed: 3, stream: 1).normal(shape) }

  @Test func tokensAreThoseOfTheWholeFrame() {
    let z = latents()
    let parts = KeptTokens([0, 2, 5], of: shape, patch: 2)
    let tokens = parts.tokens(z)
    #expect(tokens.shape == [2, 3, 3, 20])
    let whole = z.spaceToDepth(2).reshaped([6, 6, 20])
    for frame in 0..<6 {
      for (i, token) in [0, 2, 5].enumerated() {
        #expect(
          tokens.reshaped([6, 3, 20]).rows(frame..<frame + 1).slice(axis: 1, i..<i + 1).floats()
            == whole.rows(frame..<frame + 1).slice(axis: 1, token..<token + 1).floats())
      }
    }
  }

  @Test func keptTokensGoBackIntoTheirFrames() {
    let parts = KeptTokens([1, 2, 5], of: shape, patch: 2)
    let (old, new) = (parts.whole(latents()), parts.whole(Philox(seed: 9, stream: 1).normal(shape)))
    let mixed = parts.tokens(parts.tokens(latents()), into: new)
    for token in 0..<6 {
      let from = [1, 2, 5].contains(token) ? old : new
      let now = token..<(token + 1)
      #expect(mixed.slice(axis: 2, now).floats() == from.slice(axis: 2, now).floats(), "token \(token)")
    }
  }

  /// A weight stays with its cell: each cell's latents are filled with its own weight.
  @Test func weightsStayWithTheirCells() {
    let cells = (0..<2 * 3 * 24).map(Float.init)
    let z = Tensor(cells.flatMap { [Float](repeating: $0, count: 5) }, shape: shape)
    let parts = KeptTokens([1, 4], of: shape, patch: 2)
    let tokens = parts.tokens(z).floats()
    let weights = parts.weights(cells)
    #expect(weights.count * 5 == tokens.count)
    for (i, weight) in weights.enumerated() { #expect(tokens[5 * i..<5 * i + 5].allSatisfy { $0 == weight }) }
  }

  @Test func theLiveliestAreKeptAndMarkedOnesBeforeThem() {
    // Still but for the second frame's cell (3, 5), which is token 5.
    var values = [Float](repeating: 0, count: 2 * 3 * 24 * 5)
    for k in 0..<5 { values[((24 + 3 * 6 + 5) * 5) + k] = 2 }
    let z = Tensor(values, shape: shape)
    var motion = [Float](repeating: 0, count: 2 * 3 * 24)
    for seed in 0..<5 {
      let kept = KeptTokens.choose(2, z, motion: motion, patch: 2, random: Philox(seed: UInt32(seed), stream: 0))
      #expect(kept.count == 2 && kept.contains(5) && kept == kept.sorted())
    }
    motion[2] = 1  // Cell (0, 2), token 1.
    for seed in 0..<5 {
      let kept = KeptTokens.choose(3, z, motion: motion, patch: 2, random: Philox(seed: UInt32(seed), stream: 0))
      #expect(Set(kept).isSuperset(of: [1, 5]))
    }
  }

  /// With every token kept, the network says what it says of whole frames.
  @Test func allTokensAreTheWholeFrame() {
    let c = DynamicsConfiguration(
      latent: 5, patch: 2, views: 2, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4, actionWidth: 2, group: 2,
      window: 4, carried: 3)
    let dynamics = Dynamics(c, random: Philox(seed: 1, stream: 0))
    for (i, named) in dynamics.parameters.enumerated() where named.name.hasPrefix("carry") {
      named.parameter.value = Philox(seed: 5, stream: UInt32(i)).normal(named.parameter.value.shape)
    }
    let whole = [1, 3, 2, 4, 6, 5]
    let z = Philox(seed: 2, stream: 0).normal(whole)
    let frames = FrameCondition(
      sigma: .full([1, 3], 0.5), actions: Philox(seed: 4, stream: 0).normal([1, 3, 2, 2]), given: [true, true, true])
    let context = Context(.f32)
    let expected = dynamics(Variable(z), frames, context).value.spaceToDepth(2)
    let parts = KeptTokens(Array(0..<12), of: whole, patch: 2)
    let found = dynamics.clean(
      Variable(parts.tokens(z)), parts.grid, whole: parts.whole(z), frames, context
    ).value
    #expect(found.floats() == expected.floats())
  }
}
