import TensorCore
import TestSupport
import Testing

@testable import Autograd

@Suite struct TapeTests {
  @Test func withoutATapeNothingIsRecorded() {
    let weight = Parameter(sample([4, 4]))
    let y = Variable(sample([2, 4])).linear(weight, bias: nil, Context(.f32)).gelu()
    Tape().backward(from: y.meanSquaredError(.zeros([2, 4])))
    #expect(y.node == nil && weight.gradient == nil)
  }

  @Test func gradientsOfSeveralPassesAddUp() {
    let weight = Parameter(sample([4, 4]))
    let x = Variable(sample([2, 4]))
    func pass() {
      let tape = Tape()
      tape.backward(from: x.linear(weight, bias: nil, Context(.f32, tape: tape)).meanSquaredError(.zeros([2, 4])))
    }
    pass()
    let once = weight.gradient?.floats() ?? []
    pass()
    #expect(weight.gradient.map { disagreement($0, once.map { 2 * $0 }, .elementwise) } == .some(nil))
  }

  @Test func savedActivationsGoAsThePassReturns() {
    let tape = Tape()
    let x = tape.leaf(sample([64]))
    weak var middle: Storage?
    let loss: Variable = {
      let y = x.gelu()
      middle = y.value.storage
      return y.silu().meanSquaredError(.zeros([64]))
    }()
    #expect(middle != nil)
    tape.backward(from: loss)
    #expect(middle == nil && x.gradient != nil)
  }

  @Test func seedsAndSharedGradientsAreNotOverwritten() {
    let tape = Tape()
    let x = tape.leaf(sample([3, 8]))
    let seed = sample([3, 8], seed: 5)
    let before = seed.floats()
    let zero = Variable(Tensor.zeros([1, 8]))
    // y = x + x + norm(x): x's gradient is the seed itself until more is added to it.
    let y = x.adding(x).adding(x.modulated(shift: zero, scale: zero, Context(.f32)))
    tape.backward(from: y, seed: seed)
    #expect(seed.floats() == before)
  }

  @Test func halfPrecisionFollowsAutocast() {
    let weight = Parameter(sample([16, 8]))
    let tape = Tape()
    let x = tape.leaf(sample([4, 8]))
    let y = x.linear(weight, bias: Parameter(sample([16])), Context(.bf16, tape: tape))
    #expect(y.dtype == .bf16)
    tape.backward(from: y.meanSquaredError(.zeros([4, 16])))
    #expect(weight.gradient?.dtype == .f32 && x.gradient?.dtype == .f32)
  }

  /// In bf16 every gradient is the f32 one but for rounding.
  @Test func halfPrecisionGradientsAreCloseToSingle() {
    func gradients(_ precision: Precision) -> [Tensor] {
      let weights = [sample([96, 32], seed: 2, scale: 0.2), sample([32, 32], seed: 3, scale: 0.2)].map { Parameter($0) }
      let scale = Parameter(sample([16], seed: 4))
      let tape = Tape()
      let context = Context(precision, tape: tape)
      let x = tape.leaf(sample([2, 10, 32]))
      let m = tape.leaf(sample([2, 32], seed: 5))
      let positions = RotaryTable(positions: (0..<10).map { Float($0) }, pairs: 8, base: 100)
      let s = context.variable(scale)
      let h = x.modulated(shift: m, scale: m, context).linear(weights[0], bias: nil, context)
        .attendingOverSpace(query: s, key: s, positions: positions, heads: 2).linear(weights[1], bias: nil, context)
      tape.backward(from: x.addingGated(h.gelu(), gate: m).meanSquaredError(.zeros([2, 10, 32])))
      return weights.compactMap(\.gradient) + [scale.gradient, x.gradient, m.gradient].compactMap { $0 }
    }
    let (half, single) = (gradients(.bf16), gradients(.f32))
    #expect(half.count == 5)
    for (a, b) in zip(half, single) {
      let error = (a.squaredDistance(to: b) / b.sumOfSquares()).squareRoot()
      #expect(error < 4 * 0x1p-8, "\(error)")
    }
  }
}
