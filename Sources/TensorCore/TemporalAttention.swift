import CKernels

/// Attention of each token over its own history, from the raw qkv projection: QK-norm and rotary positions inside.
///
/// `positions` has a row a key, the oldest first. A query sees keys less than `window` frames away, of those `sight`
/// allows.
public struct TemporalAttention: Sendable {
  /// Which frames a frame may look at.
  public enum Sight: Int32, Sendable, CaseIterable {
    /// All.
    case open
    /// Itself and earlier ones.
    case causal
    /// Of two versions of a clip, one after the other: the first is causal; a frame of the second sees the first's
    /// earlier frames, and itself.
    case paired
  }

  public let scales: HeadScales
  public let positions: RotaryTable
  public let heads: Int
  public let window: Int
  public let sight: Sight

  public init(scales: HeadScales, positions: RotaryTable, heads: Int, window: Int, sight: Sight) {
    precondition(
      positions.pairs * 2 == scales.width && window > 0,
      "\(positions.pairs) rotary pairs for heads of \(scales.width), window \(window)")
    (self.scales, self.positions, self.heads) = (scales, positions, heads)
    (self.window, self.sight) = (window, sight)
  }

  /// qkv is (B, T, N, 3 heads width); `past` holds the qkv (B, 1, N, 3 heads width) of earlier frames, oldest first.
  /// The result is (B, T, N, heads width).
  public func callAsFunction(_ qkv: Tensor, past: [Tensor] = []) -> Tensor {
    let shape = Shape(self, qkv, past)
    let out = Tensor(uninitialized: Array(qkv.shape.dropLast()) + [shape.row], qkv.dtype)
    ThreadPool.parallelFor(shape.batch * shape.tilesPerClip) { tile in
      let (clip, tokens) = shape.tile(tile)
      let keyFrames = shape.frames(of: qkv, past, clip, tokens.lowerBound)
      let results = shape.results(of: out, clip, tokens.lowerBound)
      inputs(qkv, shape, keyFrames, tokens.count) { inputs, scratch in
        ck_time_attention(inputs, results, scratch)
      }
    }
    return out
  }

  /// Gradients with respect to qkv and the two scales (f32), from the result's gradient; without a past.
  package func gradients(_ qkv: Tensor, _ dout: Tensor) -> (qkv: Tensor, query: Tensor, key: Tensor) {
    let shape = Shape(self, qkv, [])
    let dqkv = Tensor(uninitialized: qkv.shape, qkv.dtype)
    let tiles = shape.batch * shape.tilesPerClip
    let width = scales.width
    let scaleSums = Tensor.zeros([tiles, 2 * width])
    ThreadPool.parallelFor(tiles) { tile in
      let (clip, tokens) = shape.tile(tile)
      let keyFrames = shape.frames(of: qkv, [], clip, tokens.lowerBound)
      let gradientFrames = shape.frames(of: dqkv, [], clip, tokens.lowerBound)
      let results = shape.results(of: dout, clip, tokens.lowerBound).map { UnsafeRawPointer($0) }
      let part = shape.row * qkv.dtype.byteCount
      let sums = scaleSums.floatPointer + tile * 2 * width
      inputs(qkv, shape, keyFrames, tokens.count) { inputs, scratch in
        ck_time_attention_backward(
          inputs, results, gradientFrames, gradientFrames.map { $0.map { $0 + part } },
          gradientFrames.map { $0.map { $0 + 2 * part } }, sums, sums + width, scratch)
      }
    }
    let sums = scaleSums.columnSums()
    return (dqkv, sums.rows(0..<width), sums.rows(width..<2 * width))
  }

  /// Hands the kernel its description; `frames` are pointers to the raw queries of every key frame.
  private func inputs(
    _ qkv: Tensor, _ shape: Shape, _ frames: [UnsafeMutableRawPointer?], _ tokens: Int,
    _ body: (UnsafePointer<ck_time_attention_inputs>, UnsafeMutablePointer<Float>?) -> Void
  ) {
    let part = shape.row * qkv.dtype.byteCount
    let q = frames.suffix(shape.queries).map { UnsafeRawPointer($0) }
    let k = frames.map { $0.map { UnsafeRawPointer($0 + part) } }
    let v = frames.map { $0.map { UnsafeRawPointer($0 + 2 * part) } }
    let count = ck_time_attention_scratch(shape.queries, shape.keys, scales.width)
    q.withUnsafeBufferPointer { q in
      k.withUnsafeBufferPointer { k in
        v.withUnsafeBufferPointer { v in
          var inputs = ck_time_attention_inputs(
            q: q.baseAddress, k: k.baseAddress, v: v.baseAddress, type: qkv.dtype.code,
            q_scale: scales.query.floatPointer, k_scale: scales.key.floatPointer,
            cosine: positions.cosine.floatPointer, sine: positions.sine.floatPointer, queries: shape.queries,
            keys: shape.keys, window: window, width: scales.width, heads: heads, tokens: tokens, stride: 3 * shape.row,
            out_stride: shape.row, sight: sight.rawValue)
          Scratch.with(floats: count) { scratch in body(&inputs, scratch) }
        }
      }
    }
  }
}
