import Foundation
import TensorCore
import TestSupport
import Testing

/// Everything that is cut into tiles gives the same bits on one, two and three threads.
@Suite(.serialized) struct ThreadTests {
  @Test func everyTileRunsOnce() {
    for threads in [1, 2, 3] {
      ThreadPool.configure(threads: threads)
      for count in [0, 1, 2, 7, 1000] {
        for _ in 0..<50 {
          let runs = UnsafeMutablePointer<Int>.allocate(capacity: count + 1)
          runs.initialize(repeating: 0, count: count + 1)
          ThreadPool.parallelFor(count) { runs[$0] += 1 }
          #expect((0..<count).allSatisfy { runs[$0] == 1 })
          runs.deallocate()
        }
      }
    }
  }

  @Test func loopsNestAndRunSideBySide() {
    let group = DispatchGroup()
    for _ in 0..<4 {
      DispatchQueue.global().async(group: group) {
        for _ in 0..<100 {
          let sums = UnsafeMutablePointer<Int>.allocate(capacity: 8)
          ThreadPool.parallelFor(8) { i in
            var inner = [Int](repeating: 0, count: 5)
            inner.withUnsafeMutableBufferPointer { inner in
              let inner = inner
              ThreadPool.parallelFor(5) { inner[$0] = i + $0 }
            }
            sums[i] = inner.reduce(0, +)
          }
          for i in 0..<8 { precondition(sums[i] == 5 * i + 10) }
          sums.deallocate()
        }
      }
    }
    group.wait()
  }

  /// Some CPUs take a hundred cycles for each of them.
  @Test func numbersBelowFullPrecisionAreZeroInTiles() {
    let tiny = (0..<64).map { Float(bitPattern: UInt32(1 + $0 * 1000)) }
    #expect(tiny.allSatisfy { $0 * 1.5 > 0 })
    for threads in [1, 2, 3] {
      ThreadPool.configure(threads: threads)
      let results = UnsafeMutablePointer<Float>.allocate(capacity: tiny.count)
      ThreadPool.parallelFor(tiny.count) { results[$0] = tiny[$0] * 1.5 }
      #expect((0..<tiny.count).allSatisfy { results[$0] == 0 }, "\(threads) threads")
      ThreadPool.parallelFor(1) { results[$0] = tiny[7] * 1.5 }
      #expect(results[0] == 0)
      // What the caller does otherwise is left alone.
      #expect(tiny.allSatisfy { $0 * 1.5 > 0 })
      results.deallocate()
    }
  }

  private func same(_ body: () -> Tensor, _ name: String) {
    let results = underThreadCounts { body().floats().map(\.bitPattern) }
    #expect(results[0] == results[1] && results[0] == results[2], "\(name)")
  }

  @Test(arguments: DType.allCases) func productsDoNotDependOnThreads(_ dtype: DType) {
    let x = sample([700, 100], dtype)
    let w = sample([33, 100], seed: 2, dtype)
    let dy = sample([700, 33], seed: 3, dtype)
    // The sizes of which OpenBLAS's own threads change the bits.
    let a = sample([33, 2000], dtype)
    let b = sample([2000, 100], seed: 4, dtype)
    same({ x.multiplied(by: PackedMatrix(w, transposed: true, dtype)) }, "linear")
    same({ dy.outerProduct(x) }, "outer product")
    same({ a.product(b) }, "product")
    same({ sample([300, 40], seed: 8).orthogonalisedForTest() }, "chain of products")
  }

  @Test(arguments: DType.allCases) func imagesDoNotDependOnThreads(_ dtype: DType) {
    let x = sample([3, 20, 33, 24], dtype)
    let dy = sample([3, 20, 33, 16], seed: 2, dtype)
    let filter = PackedFilter(sample([16, 3, 3, 24], seed: 3), dtype)
    same({ x.convolved(by: filter) }, "convolution")
    same({ x.filterGradient(dy, side: 3) }, "filter gradient")
    same({ x.pixelNormed(scale: sample([24]), silu: true) }, "pixel norm")
    same({ x.permuted([3, 1, 0, 2]) }, "permutation")
  }

  @Test(arguments: DType.allCases) func attentionDoesNotDependOnThreads(_ dtype: DType) {
    let qkv = sample([2, 5, 50, 3 * 2 * 32], dtype)
    let scales = HeadScales(query: sample([32], seed: 2), key: sample([32], seed: 3))
    let positions = RotaryTable(positions: (0..<50).map { Float($0) }, pairs: 16, base: 100)
    same({ SpatialAttention(scales: scales, positions: positions, heads: 2)(qkv) }, "space")
    same(
      { TemporalAttention(scales: scales, positions: positions, heads: 2, window: 3, sight: .causal)(qkv) }, "time")
  }

  @Test func sumsAndRandomNumbersDoNotDependOnThreads() {
    let x = sample([200_000])
    let sums = underThreadCounts { [x.sum().bitPattern, x.sumOfSquares().bitPattern] }
    #expect(sums[0] == sums[1] && sums[0] == sums[2])
    same({ x.reshaped([-1, 100]).columnSums() }, "column sums")
    same({ Philox(seed: 3, stream: 4).normal([100_001]) }, "normals")
  }
}

extension Tensor {
  fileprivate func orthogonalisedForTest() -> Tensor {
    let s = product(self, transposeA: true).affine(scale: 0.01, output: .bf16)
    return s.product(s).product(s, transposeB: true)
  }
}
