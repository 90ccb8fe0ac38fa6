import TensorCore
import TestSupport
import Testing

@testable import Autograd

/// Every operation's gradient against finite differences.
@Suite struct OperationGradientTests {
  let context = Context(.f32)

  @Test func activations() {
    for shape in [[1], [3, 17], [4, 5, 16]] {
      let x = sample(shape)
      #expect(gradientError([x]) { $0[0].gelu() } == nil)
      #expect(gradientError([x]) { $0[0].silu() } == nil)
      #expect(gradientError([x]) { $0[0].softClipped(at: 2) } == nil)
    }
  }

  @Test func arithmetic() {
    let (x, y) = (sample([3, 4, 5]), sample([3, 4, 5], seed: 2))
    #expect(gradientError([x, y]) { $0[0].adding($0[1]) } == nil)
    #expect(gradientError([x, y]) { $0[0].subtracting($0[1]) } == nil)
    #expect(gradientError([x, y]) { $0[0].timesElements(of: $0[1]) } == nil)
    #expect(gradientError([x]) { $0[0].affine(scale: -3, shift: 2) } == nil)
    #expect(gradientError([x, sample([4, 5], seed: 3)]) { $0[0].addingRow($0[1]) } == nil)
    #expect(gradientError([x, sample([5], seed: 3)]) { $0[0].addingRow($0[1]) } == nil)
    // A variable used twice, directly and through others.
    #expect(gradientError([x]) { $0[0].adding($0[0].timesElements(of: $0[0])).adding($0[0]) } == nil)
  }

  @Test func movement() {
    let x = sample([2, 4, 6, 8])
    #expect(gradientError([x]) { $0[0].reshaped([8, -1]).permuted([1, 0]) } == nil)
    #expect(gradientError([x]) { $0[0].permuted([2, 0, 3, 1]) } == nil)
    for axis in [0, 1, 2, -1] { #expect(gradientError([x]) { $0[0].slice(axis: axis, 1..<2) } == nil) }
    #expect(gradientError([x]) { $0[0].gatheringRows([1, 0]) } == nil)
    #expect(gradientError([x]) { $0[0].gatheringRows([1]) } == nil)
    #expect(
      gradientError([x]) { v in
        let c = v[0].chunks(4)
        return c[1].adding(c[3]).timesElements(of: c[1])
      } == nil)
    for axis in [0, 2, -1] {
      #expect(gradientError([x, x.affine(scale: 2)]) { .concatenated([$0[0], $0[1], $0[0]], axis: axis) } == nil)
    }
    #expect(gradientError([x]) { $0[0].spaceToDepth(2) } == nil)
    #expect(gradientError([x]) { $0[0].depthToSpace(2) } == nil)
    #expect(gradientError([sample([3, 5])]) { $0[0].repeatingRows(4) } == nil)
    let keep = [true, false, false, true, true, false]
    #expect(
      gradientError([sample([2, 3, 5]), sample([5], seed: 2)]) { $0[0].selectingRows(where: keep, else: $0[1]) } == nil)
  }

  @Test func normalisations() {
    for (groups, rows, width) in [(1, 1, 4), (2, 3, 16), (3, 5, 20)] {
      let x = sample([groups, rows, width])
      let a = sample([groups, width], seed: 2)
      let b = sample([groups, width], seed: 3)
      #expect(gradientError([x, a, b]) { $0[0].modulated(shift: $0[1], scale: $0[2], context) } == nil)
      #expect(gradientError([x, sample(x.shape, seed: 4), a]) { $0[0].addingGated($0[1], gate: $0[2]) } == nil)
      for silu in [false, true] {
        #expect(gradientError([x, sample([width], seed: 2)]) { $0[0].pixelNormed(scale: $0[1], silu: silu) } == nil)
      }
      // The residual form, where a gradient is added in place.
      let residual = gradientError([x, a, b]) { v in
        v[0].addingGated(v[0].modulated(shift: v[1], scale: v[2], context), gate: v[1])
      }
      #expect(residual == nil)
      let pixels = gradientError([x, sample([width], seed: 2)]) { v in
        v[0].adding(v[0].pixelNormed(scale: v[1], silu: true))
      }
      #expect(pixels == nil)
    }
  }

  @Test func attention() {
    for (frames, tokens, heads, width) in [(2, 5, 2, 8), (1, 20, 1, 64), (1, 260, 1, 16)] {
      let positions = RotaryTable(positions: (0..<tokens).map { Float($0) }, pairs: width / 2, base: 100)
      let qkv = sample([frames, tokens, 3 * heads * width])
      let error = gradientError([qkv, sample([width], seed: 2), sample([width], seed: 3)]) {
        $0[0].attendingOverSpace(query: $0[1], key: $0[2], positions: positions, heads: heads)
      }
      #expect(error == nil, "\(frames) \(tokens)")
    }
    for (clips, frames, tokens, heads, width) in [(2, 4, 3, 2, 8), (1, 9, 2, 1, 64), (1, 18, 17, 1, 20)] {
      for (window, sight) in [(100, TemporalAttention.Sight.causal), (3, .causal), (3, .open), (3, .paired)]
      where sight != .paired || frames % 2 == 0 {
        let positions = RotaryTable(positions: (0..<frames).map { Float($0) }, pairs: width / 2, base: 100)
        let qkv = sample([clips, frames, tokens, 3 * heads * width])
        let error = gradientError([qkv, sample([width], seed: 2), sample([width], seed: 3)]) {
          $0[0].attendingOverTime(
            query: $0[1], key: $0[2], positions: positions, heads: heads, window: window, sight: sight)
        }
        #expect(error == nil, "\(frames) \(window) \(sight)")
      }
    }
  }

  @Test func layers() {
    let linear = parameterGradientError([sample([3, 4, 5])], [sample([6, 5], seed: 2), sample([6], seed: 3)]) {
      $0[0].linear($1[0], bias: $1[1], $2)
    }
    #expect(linear == nil)
    for side in [1, 3] {
      let filter = sample([4, side, side, 3], seed: 2)
      let convolution = parameterGradientError([sample([2, 5, 6, 3])], [filter, sample([4], seed: 3)]) {
        $0[0].convolved($1[0], bias: $1[1], $2)
      }
      #expect(convolution == nil)
    }
    let causal = parameterGradientError(
      [sample([2, 3, 4, 4, 3])], [sample([4, 3, 3, 6], seed: 2), sample([4], seed: 3)]
    ) {
      $0[0].stackedTaps(2).convolved($1[0], bias: $1[1], $2)
    }
    #expect(causal == nil)
  }

  @Test func losses() {
    let target = sample([3, 2, 5], seed: 7)
    let x = sample([3, 2, 5])
    #expect(gradientError([x]) { $0[0].meanSquaredError(target) } == nil)
    #expect(gradientError([x]) { $0[0].meanAbsoluteError(target) } == nil)
    #expect(gradientError([x]) { $0[0].weightedSquaredError(target, weights: [1, 0, 2, 3, 0.5, 1]) } == nil)
    #expect(gradientError([x]) { $0[0].weightedAbsoluteError(target, weights: [1, 0, 2, 3, 0.5, 1]) } == nil)
    let distance = Variable(x).weightedAbsoluteError(target, weights: [2, 2, 2]).value.item
    #expect(abs(distance - 2 * Variable(x).meanAbsoluteError(target).value.item) < 1e-5)
    let value = Variable(x).weightedSquaredError(target, weights: [2, 2, 2]).value.item
    #expect(abs(value - 2 * Variable(x).meanSquaredError(target).value.item) < 1e-5)
  }
}
