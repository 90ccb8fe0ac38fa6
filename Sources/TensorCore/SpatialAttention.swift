import CKernels

/// Attention among the tokens of one frame, from the raw qkv projection: QK-norm, rotary positions, softmax, values.
///
/// qkv is (F, N, 3 heads width), the result (F, N, heads width). One tile is one head of one frame; queries go in
/// blocks, so that scores stay in the second cache.
public struct SpatialAttention: Sendable {
  public let scales: HeadScales
  /// One row a token.
  public let positions: RotaryTable
  public let heads: Int

  public init(scales: HeadScales, positions: RotaryTable, heads: Int) {
    precondition(positions.pairs * 2 == scales.width, "\(positions.pairs) rotary pairs for heads of \(scales.width)")
    (self.scales, self.positions, self.heads) = (scales, positions, heads)
  }

  public func callAsFunction(_ qkv: Tensor) -> Tensor {
    let shape = Shape(self, qkv)
    let out = Tensor(uninitialized: qkv.shape.dropLast() + [shape.row], qkv.dtype)
    ThreadPool.parallelFor(shape.frames * heads) { tile in
      let head = Head(self, shape, qkv, tile)
      Scratch.with(bytes: head.scratchBytes) { memory in
        let work = head.divide(memory)
        head.normalise(into: work)
        for block in shape.blocks {
          head.probabilities(of: block, work)
          head.mixValues(block, work, into: out)
        }
      }
    }
    return out
  }

  /// Gradients with respect to qkv (of its type) and the two scales (f32), from the result's gradient.
  package func gradients(_ qkv: Tensor, _ dout: Tensor) -> (qkv: Tensor, query: Tensor, key: Tensor) {
    let shape = Shape(self, qkv)
    let dqkv = Tensor(uninitialized: qkv.shape, qkv.dtype)
    let tiles = shape.frames * heads
    let scaleSums = Tensor.zeros([tiles, 2 * scales.width])
    ThreadPool.parallelFor(tiles) { tile in
      let head = Head(self, shape, qkv, tile)
      Scratch.with(bytes: head.scratchBytesBackward) { memory in
        let work = head.divideBackward(memory)
        head.normalise(into: work.forward)
        for block in shape.blocks { head.addGradients(of: block, dout, work) }
        head.finish(work, into: dqkv, scaleSums.floatPointer + tile * 2 * scales.width)
      }
    }
    let sums = scaleSums.columnSums()
    return (dqkv, sums.rows(0..<scales.width), sums.rows(scales.width..<2 * scales.width))
  }

  /// Lengths of the problem.
  struct Shape {
    let frames: Int
    let tokens: Int
    /// Channels of the result's row; a qkv row has three times as many.
    let row: Int

    init(_ attention: SpatialAttention, _ qkv: Tensor) {
      tokens = qkv.length(-2)
      row = attention.heads * attention.scales.width
      precondition(
        qkv.length(-1) == 3 * row && tokens == attention.positions.positions,
        "qkv \(qkv.shape) for \(attention.heads) heads of \(attention.scales.width), \(attention.positions.positions) positions"
      )
      frames = qkv.count / max(1, 3 * row * tokens)
    }

    /// Queries done at once.
    var blockLength: Int { tokens <= 256 ? tokens : 128 }
    var blocks: [Range<Int>] {
      stride(from: 0, to: tokens, by: max(1, blockLength)).map { $0..<min(tokens, $0 + blockLength) }
    }
  }
}
