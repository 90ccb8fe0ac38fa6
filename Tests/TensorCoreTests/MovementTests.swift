import Foundation
import TensorCore
import TestSupport
import Testing

@Suite struct MovementTests {
  @Test(arguments: DType.allCases) func permutationsMoveEveryElement(_ dtype: DType) {
    for (shape, axes) in [
      ([2, 3], [1, 0]), ([4, 1, 5], [2, 1, 0]), ([2, 3, 4, 5], [0, 2, 1, 3]), ([2, 3, 4, 5], [3, 2, 1, 0]),
      ([2, 2, 3, 2, 2, 3], [0, 3, 1, 4, 2, 5]), ([0, 3], [1, 0]), ([7], [0]), ([3, 4, 5], [0, 1, 2]),
    ] {
      let x = sample(shape, dtype)
      let y = x.permuted(axes)
      #expect(y.shape == axes.map { shape[$0] })
      var inverse = axes
      for (to, from) in axes.enumerated() { inverse[from] = to }
      #expect(y.permuted(inverse).floats() == x.floats())
      let (a, b) = (x.floats(), y.floats())
      for i in a.indices {
        var rest = i
        var index = [Int](repeating: 0, count: shape.count)
        for d in shape.indices.reversed() { (rest, index[d]) = rest.quotientAndRemainder(dividingBy: shape[d]) }
        let to = axes.indices.reduce(0) { $0 * shape[axes[$1]] + index[axes[$1]] }
        #expect(a[i] == b[to])
      }
    }
  }

  @Test func slicesAndConcatenationsUndoEachOther() {
    let x = sample([3, 4, 5, 2])
    for axis in 0..<4 {
      let n = x.shape[axis]
      let parts = [x.slice(axis: axis, 0..<1), x.slice(axis: axis, 1..<1), x.slice(axis: axis, 1..<n)]
      #expect(Tensor.concatenated(parts, axis: axis).floats() == x.floats())
      #expect(Tensor.concatenated(parts, axis: axis - 4).shape == x.shape)
    }
    #expect(x.gatherRows([2, 0]).floats() == x.rows(2..<3).floats() + x.rows(0..<1).floats())
  }

  @Test func depthIsRowColumnChannel() {
    let x = Tensor((0..<32).map { Float($0) }, shape: [1, 4, 4, 2])
    let y = x.spaceToDepth(2)
    #expect(y.shape == [1, 2, 2, 8])
    #expect(Array(y.floats()[..<8]) == [0, 1, 2, 3, 8, 9, 10, 11])
    #expect(y.depthToSpace(2).floats() == x.floats())
  }

  @Test func fourierFeaturesGoOctaveByOctave() {
    let y = Tensor([0.25, 0.5], shape: [1, 2]).fourierFeatures(octaves: 2).floats()
    let angles: [Float] = [0.25, 0.5, 0.5, 1].map { $0 * .pi }
    #expect(
      disagreement(y, angles.map { Float(sin(Double($0))) } + angles.map { Float(cos(Double($0))) }, .elementwise)
        == nil)
  }
}
