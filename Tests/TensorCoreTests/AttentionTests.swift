import TensorCore
import TestSupport
import Testing

@Suite struct AttentionTests {
  /// Rows of q, k or v of one head from a flat qkv.
  private func rows(_ x: [Float], _ indices: [Int], part: Int, head: Int, heads: Int, width: Int) -> [[Float]] {
    indices.map { r in
      let start = r * 3 * heads * width + (part * heads + head) * width
      return Array(x[start..<start + width])
    }
  }

  private func table(_ count: Int, _ pairs: Int) -> RotaryTable {
    RotaryTable(positions: (0..<count).map { Float($0) }, pairs: pairs, base: 100)
  }

  private func turned(_ rows: [[Float]], _ scale: Tensor, _ table: RotaryTable, from: Int = 0) -> [[Float]] {
    let (c, s, pairs) = (table.cosine.floats(), table.sine.floats(), table.pairs)
    return rows.enumerated().map { i, row in
      let at = (i + from) * pairs..<(i + from + 1) * pairs
      return Naive.normRotate(row, scale: scale.floats(), cosine: Array(c[at]), sine: Array(s[at]))
    }
  }

  @Test(arguments: DType.allCases) func spatialAttentionMatchesTheNaiveOne(_ dtype: DType) {
    for (frames, tokens, heads, width) in [
      (1, 1, 1, 2), (2, 9, 2, 16), (3, 130, 1, 64), (1, 300, 2, 32), (2, 33, 3, 20),
    ] {
      let qkv = sample([frames, tokens, 3 * heads * width], dtype)
      let scales = HeadScales(query: sample([width], seed: 2), key: sample([width], seed: 3))
      let positions = table(tokens, width / 2)
      let found = SpatialAttention(scales: scales, positions: positions, heads: heads)(qkv).floats()
      let x = qkv.floats()
      var expected = [Float](repeating: 0, count: found.count)
      for frame in 0..<frames {
        let all = (0..<tokens).map { frame * tokens + $0 }
        for head in 0..<heads {
          func part(_ p: Int) -> [[Float]] { rows(x, all, part: p, head: head, heads: heads, width: width) }
          let y = Naive.attention(
            turned(part(0), scales.query, positions), turned(part(1), scales.key, positions), part(2)
          ) { _, _ in true }
          for (t, row) in y.enumerated() {
            let start = ((frame * tokens + t) * heads + head) * width
            expected.replaceSubrange(start..<start + width, with: row)
          }
        }
      }
      let slack: Tolerance = dtype == .f32 ? .sum(4 * width) : .bf16Attention
      #expect(disagreement(found, expected, slack) == nil, "\(frames) \(tokens) \(heads) \(width)")
    }
  }

  private typealias Sight = TemporalAttention.Sight

  /// What `Sight` says, frame by frame.
  private func sees(_ i: Int, _ j: Int, frames: Int, _ window: Int, _ sight: Sight) -> Bool {
    switch sight {
    case .open: return abs(i - j) < window
    case .causal: return j <= i && i - j < window
    case .paired:
      let clip = frames / 2
      if i < clip { return j <= i && i - j < window }
      return j == i || (j < i - clip && i - clip - j < window)
    }
  }

  @Test(arguments: DType.allCases) func temporalAttentionMatchesTheNaiveOne(_ dtype: DType) {
    for (clips, frames, tokens, heads, width) in [
      (1, 1, 1, 1, 2), (2, 5, 3, 2, 16), (1, 9, 20, 2, 64), (2, 18, 2, 1, 24),
    ] {
      for (window, sight) in [(100, Sight.causal), (4, .causal), (3, .open), (100, .paired), (3, .paired)]
      where sight != .paired || frames % 2 == 0 {
        let qkv = sample([clips, frames, tokens, 3 * heads * width], dtype)
        let scales = HeadScales(query: sample([width], seed: 2), key: sample([width], seed: 3))
        let positions = table(frames + 2, width / 2)
        let attention = TemporalAttention(
          scales: scales, positions: positions, heads: heads, window: window, sight: sight)
        let found = attention(qkv).floats()
        var expected = [Float](repeating: 0, count: found.count)
        let x = qkv.floats()
        for clip in 0..<clips {
          for token in 0..<tokens {
            for head in 0..<heads {
              let all = (0..<frames).map { (clip * frames + $0) * tokens + token }
              func part(_ p: Int) -> [[Float]] { rows(x, all, part: p, head: head, heads: heads, width: width) }
              let y = Naive.attention(
                turned(part(0), scales.query, positions), turned(part(1), scales.key, positions), part(2)
              ) { i, j in sees(i, j, frames: frames, window, sight) }
              for (t, row) in y.enumerated() {
                let start = (all[t] * heads + head) * width
                expected.replaceSubrange(start..<start + width, with: row)
              }
            }
          }
        }
        #expect(disagreement(found, expected, .result(dtype, .sum(4 * width))) == nil, "\(frames) \(window) \(sight)")
      }
    }
  }

  @Test(arguments: DType.allCases) func aCachedPastEqualsTheWholeClip(_ dtype: DType) {
    let qkv = sample([2, 6, 5, 3 * 2 * 16], dtype)
    let attention = TemporalAttention(
      scales: HeadScales(query: sample([16], seed: 2), key: sample([16], seed: 3)), positions: table(6, 8), heads: 2,
      window: 4, sight: .causal)
    let whole = attention(qkv)
    let frames = (0..<6).map { qkv.slice(axis: 1, $0..<$0 + 1) }
    for t in 0..<6 {
      let step = attention(frames[t], past: Array(frames[..<t]))
      #expect(step.floats() == whole.slice(axis: 1, t..<t + 1).floats(), "frame \(t)")
    }
  }
}
