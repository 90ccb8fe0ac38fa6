import Foundation
import TensorCore
import TestSupport
import Testing

@Suite struct PointwiseTests {
  static let lengths = [0, 1, 15, 16, 17, 255, 40_001]

  @Test(arguments: DType.allCases) func functionsMatchTheirFormulas(_ dtype: DType) {
    for n in Self.lengths {
      let x = sample([n], scale: 4, dtype)
      let y = sample([n], seed: 2, dtype)
      let (a, b) = (x.floats(), y.floats())
      let slack = Tolerance.result(dtype, .elementwise)
      #expect(disagreement(x.gelu(), a.map(Naive.gelu), slack) == nil)
      #expect(disagreement(x.silu(), a.map(Naive.silu), slack) == nil)
      #expect(disagreement(x.softClipped(at: 5), a.map { Naive.softClip($0, 5) }, slack) == nil)
      #expect(disagreement(x.adding(y), zip(a, b).map { $0 + $1 }, slack) == nil)
      #expect(disagreement(x.subtracting(y), zip(a, b).map { $0 - $1 }, slack) == nil)
      #expect(disagreement(x.timesElements(of: y), zip(a, b).map { $0 * $1 }, slack) == nil)
      #expect(disagreement(x.affine(scale: 3, shift: 0.5), a.map { $0 * 3 + 0.5 }, slack) == nil)
      #expect(disagreement(x.clamped(-1, 2), a.map { min(max($0, -1), 2) }, slack) == nil)
    }
  }

  @Test func extremesStayFinite() {
    let x = Tensor([-3e38, -1000, -88, -0.0, 1e-30, 88, 1000, 3e18], shape: [8])
    #expect(!x.silu().hasNonFiniteElements)
    #expect(x.softClipped(at: 5).floats().allSatisfy { abs($0) <= 5 })
    #expect(disagreement(x.rows(1..<7).gelu(), [0, 0, 0, 5e-31, 88, 1000], .elementwise) == nil)
  }

  @Test func conversionRoundsToNearestEven() {
    let patterns: [UInt32] = [
      0x3f80_0000, 0x3f80_8000, 0x3f81_8000, 0x3f80_7fff, 0x3f80_8001, 0x7f80_0000, 0xff80_0000, 0x7f7f_ffff, 1,
      0x8000_0000,
      0x7fc0_0000, 0x7f80_0001,
    ]
    let values = patterns.map { Float(bitPattern: $0) }
    let found = Tensor(values, shape: [values.count]).cast(to: .bf16).floats()
    for (x, y) in zip(values, found) {
      let expected = BFloat16(x).float
      #expect(y.bitPattern == expected.bitPattern, "\(x)")
      #expect(x.isNaN == y.isNaN)
    }
    #expect(BFloat16(1.00390625).float == 1 && BFloat16(1.01171875).float == 1.015625)
  }

  @Test func rowsAndReductions() {
    for (rows, width) in [(1, 1), (5, 3), (70, 256), (3000, 100), (0, 4)] {
      let x = sample([rows, width])
      let row = sample([width], seed: 2)
      let scale = sample([width], seed: 3)
      let (a, b, s) = (x.floats(), row.floats(), scale.floats())
      #expect(disagreement(x.addingRow(row), a.indices.map { a[$0] + b[$0 % width] }, .elementwise) == nil)
      let affine = a.indices.map { a[$0] * s[$0 % width] + b[$0 % width] }
      #expect(disagreement(x.affineRows(scale: scale, shift: row), affine, .elementwise) == nil)
      let sums = (0..<width).map { c in Float((0..<rows).reduce(0.0) { $0 + Double(a[$1 * width + c]) }) }
      #expect(disagreement(x.columnSums(), sums, .sum(rows)) == nil)
      #expect(abs(x.sum() - a.reduce(0.0) { $0 + Double($1) }) < 1e-3)
      #expect(abs(x.sumOfSquares() - a.reduce(0.0) { $0 + Double($1) * Double($1) }) <= 1e-5 * Double(a.count))
      let soft = (0..<rows).flatMap { Naive.softmax(Array(a[$0 * width..<($0 + 1) * width])) }
      #expect(disagreement(x.softmax(), soft, .elementwise) == nil)
    }
    #expect(
      Tensor([1, .nan], shape: [2]).hasNonFiniteElements
        && Tensor([1, .infinity], shape: [2], .bf16).hasNonFiniteElements)
    #expect(!sample([100]).hasNonFiniteElements)
  }
}
