import CKernels

extension SpatialAttention {
  /// One head of one frame.
  struct Head {
    let attention: SpatialAttention
    let shape: Shape
    let type: DType
    /// The frame's raw query of token 0 of this head; keys and values stand `shape.row` and twice that further on.
    let source: UnsafeMutableRawPointer
    /// Elements from the start of qkv, and of the result, to this head.
    let qkvOffset: Int
    let outOffset: Int

    init(_ attention: SpatialAttention, _ shape: Shape, _ qkv: Tensor, _ tile: Int) {
      (self.attention, self.shape, type) = (attention, shape, qkv.dtype)
      let (frame, head) = (tile / attention.heads, tile % attention.heads)
      qkvOffset = frame * shape.tokens * 3 * shape.row + head * attention.scales.width
      outOffset = frame * shape.tokens * shape.row + head * attention.scales.width
      source = qkv.pointer + qkvOffset * type.byteCount
    }

    var width: Int { attention.scales.width }
    var tokens: Int { shape.tokens }
    /// 1 / sqrt(width), taken into the queries.
    var gain: Float { 1 / Float(width).squareRoot() }
    var keys: UnsafeMutableRawPointer { source + shape.row * type.byteCount }
    var values: UnsafeMutableRawPointer { source + 2 * shape.row * type.byteCount }

    /// Scratch of the forward direction: normalised queries and keys, scores and probabilities of a block.
    struct Work {
      let query, key: UnsafeMutableRawPointer
      let scores: UnsafeMutablePointer<Float>
      let probabilities: UnsafeMutableRawPointer
      let end: UnsafeMutableRawPointer
    }

    private var normalisedBytes: Int { aligned(tokens * width * type.byteCount) }
    var scoreBytes: Int { aligned(shape.blockLength * tokens * 4) }
    private var probabilityBytes: Int { aligned(shape.blockLength * tokens * type.byteCount) }
    var scratchBytes: Int { 2 * normalisedBytes + scoreBytes + probabilityBytes }

    func aligned(_ bytes: Int) -> Int { (bytes + 63) / 64 * 64 }

    func divide(_ memory: UnsafeMutableRawPointer) -> Work {
      let key = memory + normalisedBytes
      let scores = key + normalisedBytes
      let probabilities = scores + scoreBytes
      return Work(
        query: memory, key: key, scores: scores.bindMemory(to: Float.self, capacity: scoreBytes / 4),
        probabilities: probabilities, end: probabilities + probabilityBytes)
    }

    func normalise(into work: Work) {
      let (c, s) = (attention.positions.cosine.floatPointer, attention.positions.sine.floatPointer)
      let stride = 3 * shape.row
      ck_head_norm_rotary(
        source, type.code, stride, attention.scales.query.floatPointer, c, s, gain, work.query, type.code, width,
        tokens, width)
      ck_head_norm_rotary(
        keys, type.code, stride, attention.scales.key.floatPointer, c, s, 1, work.key, type.code, width, tokens, width)
    }

    func probabilities(of block: Range<Int>, _ work: Work) {
      let scores = Gemm(
        m: block.count, n: tokens, k: width, transposeB: true, lda: width, ldb: width, ldc: tokens, type: type,
        result: .f32)
      scores.run(work.query + block.lowerBound * width * type.byteCount, work.key, work.scores)
      ck_softmax(work.scores, tokens, work.probabilities, type.code, tokens, block.count, tokens)
    }

    func mixValues(_ block: Range<Int>, _ work: Work, into out: Tensor) {
      let mix = Gemm(
        m: block.count, n: width, k: tokens, lda: tokens, ldb: 3 * shape.row, ldc: shape.row, type: type, result: type)
      mix.run(
        work.probabilities, values, out.pointer + (outOffset + block.lowerBound * shape.row) * type.byteCount)
    }
  }
}
