import Autograd
import TensorCore
import Testing

@testable import WorldModel

@Suite struct CarryTests {
  @Test func aroundAreNineTokensOfTheSameCameraAndEdgesStandIn() {
    let grid = TokenGrid(views: 2, rows: 2, columns: 3, kept: [0, 10])
    #expect(grid.around == [0, 0, 1, 0, 0, 1, 3, 3, 4] + [6, 7, 8, 9, 10, 11, 9, 10, 11])
  }

  private let configuration = DynamicsConfiguration(
    latent: 3, patch: 2, views: 2, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4, actionWidth: 2, group: 2,
    window: 4, carried: 5)
  private let random = Philox(seed: 4, stream: 0)

  private func stirred() -> Dynamics { .stirred(configuration, random: random) }

  private var frames: FrameCondition {
    FrameCondition(
      sigma: Tensor([0, 0.1, 0.7], shape: [1, 3]), actions: random.split(1).normal([1, 3, 2, 2]),
      given: [true, true, true])
  }

  /// A new network says nothing with it: training may add it to weights that are there.
  @Test func itStartsSilent() {
    let z = Variable(random.split(2).normal([1, 3, 2, 4, 6, 3]))
    let dynamics = Dynamics(configuration, random: random)
    let before = dynamics(z, frames, Context(.f32)).value.floats()
    for named in dynamics.parameters where named.name.hasPrefix("carry.around") {
      named.parameter.value = named.parameter.value.affine(scale: 3)
    }
    #expect(dynamics(z, frames, Context(.f32)).value.floats() == before)
  }

  /// A token reads its neighbour of the frame before past the attention, and nothing two tokens away.
  @Test func aNeighbourIsReadAndNoFurther() {
    let dynamics = stirred()
    let grid = TokenGrid(views: 2, rows: 2, columns: 3, kept: [0])
    let whole = random.split(3).normal([1, 3, 12, 12])
    func answer(changing place: Int) -> [Float] {
      var numbers = whole.floats()
      for i in 0..<12 { numbers[(12 + place) * 12 + i] += 1 }  // in the second frame
      let shown = Variable(whole.slice(axis: 2, 0..<1))
      return dynamics.clean(
        shown, grid, whole: Tensor(numbers, shape: whole.shape), frames, Context(.f32)
      ).value.slice(axis: 1, 2..<3).floats()
    }
    #expect(answer(changing: 4) != answer(changing: 2))
    #expect(answer(changing: 2) == answer(changing: 8))  // Two columns away, and the other camera.
  }
}
