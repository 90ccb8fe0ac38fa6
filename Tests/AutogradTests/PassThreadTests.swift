import TensorCore
import TestSupport
import Testing

@testable import Autograd

/// A whole forward and backward pass, in sizes that fall into many tiles, gives the same bits on any number of threads.
@Suite(.serialized) struct PassThreadTests {
  @Test(arguments: Precision.allCases) func aTransformerPassDoesNotDependOnThreads(_ precision: Precision) {
    let passes = underThreadCounts { transformerPass(precision).map { $0.floats().map(\.bitPattern) } }
    #expect(passes[0] == passes[1] && passes[0] == passes[2])
  }

  @Test(arguments: Precision.allCases) func aConvolutionPassDoesNotDependOnThreads(_ precision: Precision) {
    let passes = underThreadCounts { convolutionPass(precision).map { $0.floats().map(\.bitPattern) } }
    #expect(passes[0] == passes[1] && passes[0] == passes[2])
  }

  private func transformerPass(_ precision: Precision) -> [Tensor] {
    let tape = Tape()
    let context = Context(precision, tape: tape)
    let weights = [[192, 64], [64, 64], [64, 64]].enumerated().map { i, shape in
      Parameter(sample(shape, seed: UInt32(i), scale: 0.1))
    }
    let x = tape.leaf(sample([3, 5, 70, 64], seed: 7))
    let m = tape.leaf(sample([3, 5, 64], seed: 8))
    let (scale, bias) = (tape.leaf(sample([32], seed: 9)), Parameter(sample([64], seed: 10)))
    let tokens = RotaryTable(positions: (0..<70).map { Float($0) }, pairs: 16, base: 100)
    let qkv = x.modulated(shift: m, scale: m, context).linear(weights[0], bias: nil, context)
    let space = qkv.attendingOverSpace(query: scale, key: scale, positions: tokens, heads: 2)
    let time = qkv.attendingOverTime(
      query: scale, key: scale, positions: tokens, heads: 2, window: 3, sight: .causal)
    let h = space.adding(time).linear(weights[1], bias: bias, context).gelu().linear(weights[2], bias: bias, context)
    let loss = x.addingGated(h, gate: m).weightedSquaredError(.zeros(x.shape), weights: (0..<15).map { Float($0) })
    tape.backward(from: loss)
    return [loss.value]
      + (weights.map(\.gradient) + [bias.gradient, x.gradient, m.gradient, scale.gradient]).compactMap { $0 }
  }

  private func convolutionPass(_ precision: Precision) -> [Tensor] {
    let tape = Tape()
    let context = Context(precision, tape: tape)
    let filters = [[24, 3, 3, 48], [96, 1, 1, 24]].enumerated().map { i, shape in
      Parameter(sample(shape, seed: UInt32(i), scale: 0.1))
    }
    let x = tape.leaf(sample([2, 3, 20, 18, 24], seed: 7))
    let scale = tape.leaf(sample([24], seed: 8))
    let bias = Parameter(sample([24], seed: 9))
    let h = x.pixelNormed(scale: scale, silu: true).cast(to: context.dtype).stackedTaps(2)
    let y = h.convolved(filters[0], bias: bias, context).convolved(filters[1], bias: nil, context).depthToSpace(2)
    let loss = y.softClipped(at: 3).meanAbsoluteError(.zeros(y.shape))
    tape.backward(from: loss)
    return [loss.value] + (filters.map(\.gradient) + [bias.gradient, x.gradient, scale.gradient]).compactMap { $0 }
  }
}
