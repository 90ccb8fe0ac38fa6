import Autograd
import TensorCore
import Testing

@testable import WorldModel

@Suite struct WarpTests {
  private let configuration = DynamicsConfiguration(
    latent: 3, patch: 2, views: 2, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4, actionWidth: 2, group: 2,
    window: 4, warp: 6, warpDepth: 2)
  private let random = Philox(seed: 4, stream: 0)

  private func stirred() -> Dynamics { .stirred(configuration, random: random) }

  private func frames(_ count: Int) -> FrameCondition {
    FrameCondition(
      sigma: Tensor((0..<count).map { $0 % 3 == 2 ? 0.7 : 0.1 }, shape: [1, count]),
      actions: random.split(1).normal([1, count, 2, 2]), given: [Bool](repeating: true, count: count))
  }

  /// A new network says nothing with it: training may add it to weights that are there.
  @Test func itStartsSilent() {
    let z = Variable(random.split(2).normal([1, 3, 2, 4, 6, 3]))
    let dynamics = Dynamics(configuration, random: random)
    let before = dynamics(z, frames(3), Context(.f32)).value.floats()
    for named in dynamics.parameters where named.name.hasPrefix("warp.enter") {
      named.parameter.value = named.parameter.value.affine(scale: 3)
    }
    #expect(dynamics(z, frames(3), Context(.f32)).value.floats() == before)
  }

  /// Three convolutions reach three latents far in the frame before, in the same picture; 24 latents are one picture's.
  @Test func aTokenReadsAsFarAsTheConvolutionsReach() {
    let dynamics = stirred()
    let grid = TokenGrid(views: 2, rows: 2, columns: 6, kept: [0])
    let whole = random.split(3).normal([1, 3, 24, 12])
    func answer(changing place: Int) -> [Float] {
      var numbers = whole.floats()
      for i in 0..<12 { numbers[(24 + place) * 12 + i] += 1 }  // in the second frame
      let shown = Variable(whole.slice(axis: 2, 0..<1))
      return dynamics.clean(
        shown, grid, whole: Tensor(numbers, shape: whole.shape), frames(3), Context(.f32)
      ).value.slice(axis: 1, 2..<3).floats()
    }
    // Token 0 holds columns 0 and 1, which read up to column 4: tokens 1 and 2 are within reach, 3 is not.
    #expect(answer(changing: 2) != answer(changing: 3))
    #expect(answer(changing: 3) == answer(changing: 5))
    #expect(answer(changing: 3) == answer(changing: 12))  // The other camera's first.
  }

  /// Part of the tokens hear what they hear among all.
  @Test func keptTokensHearTheSame() {
    let warp = Warp(configuration, random: random.split(9))
    for (i, named) in warp.parameters.enumerated() {
      named.parameter.value = random.split(UInt32(200 + i)).normal(named.parameter.value.shape)
    }
    let before = random.split(3).normal([1, 2, 12, 12])
    let seen = random.split(4).normal([1, 2, 12, 16])
    let condition = Variable(random.split(5).normal([1, 2, 16]))
    let all = warp(before, Variable(seen), condition, TokenGrid(views: 2, rows: 2, columns: 3), Context(.f32)).value
    let kept = [1, 5, 11]
    func only(_ x: Tensor) -> Tensor {
      .concatenated(kept.map { x.slice(axis: 2, $0..<($0 + 1)) }, axis: 2)
    }
    let some = warp(
      before, Variable(only(seen)), condition, TokenGrid(views: 2, rows: 2, columns: 3, kept: kept), Context(.f32)
    ).value
    let difference = zip(some.floats(), only(all).floats()).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-4)
  }

  /// Of a pair only the second half is answered with it; that half hears of its own past.
  @Test func aPairsSecondHalfHearsOfIt() {
    let (with, z) = (stirred(), random.split(2).normal([1, 6, 2, 4, 6, 3]))
    let without = stirred()
    for named in without.parameters where named.name.hasPrefix("warp.out") {
      named.parameter.value = .zeros(named.parameter.value.shape)
    }
    func answer(_ d: Dynamics, _ range: Range<Int>) -> [Float] {
      d(Variable(z), frames(6), Context(.f32), sight: .paired).value.slice(axis: 1, range).floats()
    }
    #expect(answer(with, 0..<3) == answer(without, 0..<3))
    #expect(answer(with, 3..<6) != answer(without, 3..<6))
  }
}
