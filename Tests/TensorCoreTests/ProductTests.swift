import TensorCore
import TestSupport
import Testing

@Suite struct ProductTests {
  static let sizes = [
    (1, 1, 1), (3, 5, 7), (33, 100, 17), (32, 64, 48), (130, 96, 65), (0, 4, 3), (4, 0, 3), (4, 3, 0), (700, 31, 33),
  ]

  @Test(arguments: DType.allCases) func productsMatchTheNaiveOne(_ dtype: DType) {
    for (m, n, k) in Self.sizes {
      for (ta, tb) in [(false, false), (true, false), (false, true), (true, true)] {
        let a = sample(ta ? [k, m] : [m, k], seed: 1, dtype)
        let b = sample(tb ? [n, k] : [k, n], seed: 2, dtype)
        let expected = Naive.product(a.floats(), b.floats(), m: m, n: n, k: k, transposeA: ta, transposeB: tb)
        let found = a.product(b, transposeA: ta, transposeB: tb)
        #expect(found.shape == [m, n] && found.dtype == dtype)
        #expect(disagreement(found, expected, .result(dtype, .sum(k))) == nil, "\(m) \(n) \(k) \(ta) \(tb)")
        let single = a.product(b, transposeA: ta, transposeB: tb, output: .f32)
        #expect(disagreement(single, expected, .sum(k)) == nil, "\(m) \(n) \(k) \(ta) \(tb) to f32")
      }
    }
  }

  @Test(arguments: DType.allCases) func packedProductsMatchTheNaiveOne(_ dtype: DType) {
    for (m, n, k) in Self.sizes {
      for transposed in [false, true] {
        let x = sample([m, k], seed: 1, dtype)
        let w = sample(transposed ? [n, k] : [k, n], seed: 2, dtype)
        let bias = sample([n], seed: 3)
        let expected = Naive.product(
          x.floats(), w.floats(), m: m, n: n, k: k, transposeB: transposed, bias: bias.floats())
        let found = x.multiplied(by: PackedMatrix(w, transposed: transposed, dtype), bias: bias)
        // With nothing to sum over, the empty product still carries the bias.
        #expect(disagreement(found, expected, .result(dtype, .sum(k))) == nil, "\(m) \(n) \(k) \(transposed)")
      }
    }
  }

  @Test(arguments: DType.allCases) func outerProductsMatchTheNaiveOne(_ dtype: DType) {
    for (rows, m, n) in [(1, 1, 1), (7, 3, 5), (1100, 33, 17), (2100, 300, 20), (0, 3, 4)] {
      let a = sample([rows, m], seed: 1, dtype)
      let b = sample([rows, n], seed: 2, dtype)
      let expected = Naive.product(a.floats(), b.floats(), m: m, n: n, k: rows, transposeA: true)
      let found = a.outerProduct(b)
      #expect(found.dtype == .f32)
      #expect(disagreement(found, expected, .sum(rows)) == nil, "\(rows) \(m) \(n)")
    }
  }

  @Test(arguments: DType.allCases) func stacksOfProductsMatchTheNaiveOne(_ dtype: DType) {
    for (batch, m, n, k) in [(1, 3, 5, 7), (6, 33, 16, 64), (0, 3, 4, 5), (2, 3, 4, 0)] {
      for (ta, tb) in [(false, false), (true, false), (false, true)] {
        let a = sample(ta ? [batch, k, m] : [batch, m, k], seed: 1, dtype)
        let b = sample(tb ? [batch, n, k] : [batch, k, n], seed: 2, dtype)
        let expected = (0..<batch).flatMap { i in
          Naive.product(
            a.rows(i..<i + 1).floats(), b.rows(i..<i + 1).floats(), m: m, n: n, k: k, transposeA: ta, transposeB: tb)
        }
        let found = a.batchedProduct(b, transposeA: ta, transposeB: tb)
        #expect(disagreement(found, expected, .result(dtype, .sum(k))) == nil, "\(batch) \(m) \(n) \(k) \(ta) \(tb)")
      }
    }
  }
}
