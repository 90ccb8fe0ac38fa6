import TensorCore
import TestSupport
import Testing

@Suite struct NormalisationTests {
  @Test(arguments: DType.allCases) func modulationMatchesTheNaiveOne(_ output: DType) {
    for (groups, rows, width) in [(1, 1, 1), (2, 3, 16), (3, 70, 40), (2, 5, 256)] {
      let x = sample([groups, rows, width])
      let shift = sample([groups, width], seed: 2)
      let scale = sample([groups, width], seed: 3)
      let found = x.modulated(shift: shift, scale: scale, output: output)
      let (a, b, s) = (x.floats(), shift.floats(), scale.floats())
      let expected = (0..<groups * rows).flatMap { r -> [Float] in
        let g = r / rows * width..<(r / rows + 1) * width
        return Naive.modulate(Array(a[r * width..<(r + 1) * width]), shift: Array(b[g]), scale: Array(s[g]))
      }
      #expect(
        disagreement(found, expected, .result(output, Tolerance(relative: 4e-6))) == nil, "\(groups) \(rows) \(width)")
      let gate = x.addingGated(x, gate: scale)
      #expect(
        disagreement(gate, a.indices.map { a[$0] * (1 + s[$0 / (rows * width) * width + $0 % width]) }, .elementwise)
          == nil)
    }
  }

  @Test(arguments: DType.allCases) func pixelNormMatchesTheNaiveOne(_ dtype: DType) {
    for (rows, width) in [(1, 1), (7, 24), (300, 96), (3, 100)] {
      for silu in [false, true] {
        let x = sample([rows, width], dtype)
        let scale = sample([width], seed: 2)
        let a = x.floats()
        let expected = (0..<rows).flatMap { r -> [Float] in
          let y = Naive.rmsNorm(Array(a[r * width..<(r + 1) * width]), scale: scale.floats())
          return silu ? y.map(Naive.silu) : y
        }
        #expect(disagreement(x.pixelNormed(scale: scale, silu: silu), expected, .result(dtype, .elementwise)) == nil)
      }
    }
  }
}
