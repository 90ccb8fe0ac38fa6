import TensorCore
import TestSupport
import Testing

@Suite struct ConvolutionTests {
  struct Case {
    let images, h, w, inputs, outputs, side: Int
  }

  static let cases = [
    Case(images: 1, h: 1, w: 1, inputs: 1, outputs: 1, side: 3),
    Case(images: 2, h: 5, w: 7, inputs: 3, outputs: 4, side: 3),
    Case(images: 1, h: 16, w: 16, inputs: 24, outputs: 32, side: 3),
    Case(images: 3, h: 33, w: 17, inputs: 8, outputs: 16, side: 3),
    Case(images: 2, h: 6, w: 4, inputs: 5, outputs: 7, side: 1),
    Case(images: 1, h: 9, w: 8, inputs: 4, outputs: 3, side: 5),
    Case(images: 0, h: 4, w: 4, inputs: 2, outputs: 2, side: 3),
  ]

  @Test(arguments: DType.allCases) func convolutionsMatchTheNaiveOne(_ dtype: DType) {
    for c in Self.cases {
      let x = sample([c.images, c.h, c.w, c.inputs], seed: 1, dtype)
      let filter = sample([c.outputs, c.side, c.side, c.inputs], seed: 2, dtype)
      let bias = sample([c.outputs], seed: 3)
      let expected = Naive.convolution(
        x.floats(), filter.floats(), images: c.images, h: c.h, w: c.w, inputs: c.inputs, outputs: c.outputs,
        side: c.side, bias: bias.floats())
      let found = x.convolved(by: PackedFilter(filter, dtype), bias: bias)
      #expect(disagreement(found, expected, .result(dtype, .sum(c.side * c.side * c.inputs))) == nil, "\(c)")
    }
  }

  /// The gradients of sum(dy * conv(x, f)) are linear in x and f, so they are checked against the naive convolution:
  /// <dy, conv(u, f)> = <dx, u> for any u, and <dy, conv(x, g)> = <df, g> for any g.
  @Test(arguments: DType.allCases) func gradientsAreAdjoint(_ dtype: DType) {
    for c in Self.cases where c.images > 0 {
      let shape = [c.images, c.h, c.w, c.inputs]
      let x = sample(shape, seed: 1, dtype)
      let u = sample(shape, seed: 2)
      let filter = sample([c.outputs, c.side, c.side, c.inputs], seed: 3, dtype)
      let g = sample(filter.shape, seed: 4)
      let dy = sample([c.images, c.h, c.w, c.outputs], seed: 5, dtype)
      func inner(_ image: Tensor, _ filter: Tensor) -> Double {
        let y = Naive.convolution(
          image.floats(), filter.floats(), images: c.images, h: c.h, w: c.w, inputs: c.inputs, outputs: c.outputs,
          side: c.side)
        return zip(y, dy.floats()).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      }
      let dx = dy.convolved(by: PackedFilter(filter.turnedFilter(), dtype))
      let df = x.filterGradient(dy, side: c.side)
      let slack = Double(dtype == .f32 ? 1e-5 : 0x1p-8) * Double(dy.count * c.inputs).squareRoot() * 8
      #expect(abs(dx.cast(to: .f32).timesElements(of: u).sum() - inner(u, filter)) < slack, "\(c)")
      #expect(abs(df.timesElements(of: g).sum() - inner(x, g)) < slack, "\(c)")
    }
  }

  @Test func tapsStackThePastAndFoldBack() {
    for taps in [1, 2, 3] {
      let x = sample([2, 4, 3, 2, 5])
      let stacked = x.stackedTaps(taps)
      #expect(stacked.shape == [2, 4, 3, 2, taps * 5])
      let (a, b) = (x.floats(), stacked.floats())
      for clip in 0..<2 {
        for t in 0..<4 {
          for pixel in 0..<6 {
            for tap in 0..<taps {
              for c in 0..<5 {
                let source = t + tap - (taps - 1)
                let expected = source < 0 ? 0 : a[((clip * 4 + source) * 6 + pixel) * 5 + c]
                #expect(b[((clip * 4 + t) * 6 + pixel) * taps * 5 + tap * 5 + c] == expected)
              }
            }
          }
        }
      }
      let g = sample(stacked.shape, seed: 9)
      let left = g.timesElements(of: stacked).sum()
      let right = g.foldedTaps(taps).timesElements(of: x).sum()
      #expect(abs(left - right) < 1e-3)
    }
  }

  /// Whatever lay in the memory that the result gets: it is not counted in, not even nought times.
  @Test func foldingReadsNothingThatItHasNotWritten() {
    let x = sample([2, 4, 3, 2, 10])
    let expected = x.foldedTaps(2).floats()
    for _ in 0..<50 {
      do { _ = Tensor.full([2, 4, 3, 2, 5], .nan) }
      #expect(x.foldedTaps(2).floats() == expected)
    }
  }

  @Test func aStreamInPartsEqualsTheWhole() {
    let x = sample([2, 5, 3, 4, 6])
    let whole = x.stackedTaps(2)
    let first = x.slice(axis: 1, 0..<2)
    let second = x.slice(axis: 1, 2..<5)
    let parts = [first.stackedTaps(2), second.stackedTaps(2, past: first.slice(axis: 1, 1..<2))]
    #expect(Tensor.concatenated(parts, axis: 1).floats() == whole.floats())
  }
}
