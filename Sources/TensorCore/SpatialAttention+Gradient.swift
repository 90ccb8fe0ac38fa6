import CKernels

extension SpatialAttention.Head {
  /// Scratch of the backward direction: sums of the gradients of normalised queries, keys, and of values (f32).
  struct BackwardWork {
    let forward: Work
    let slopes: UnsafeMutablePointer<Float>
    let scoreGradients: UnsafeMutableRawPointer
    let query, key, value: UnsafeMutablePointer<Float>
  }

  private var sumBytes: Int { aligned(tokens * width * 4) }
  var scratchBytesBackward: Int { scratchBytes + 2 * scoreBytes + 3 * sumBytes }

  func divideBackward(_ memory: UnsafeMutableRawPointer) -> BackwardWork {
    let forward = divide(memory)
    let scoreGradients = forward.end + scoreBytes
    let sums = scoreGradients + scoreBytes
    func floats(_ at: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Float> {
      at.bindMemory(to: Float.self, capacity: 1)
    }
    return BackwardWork(
      forward: forward, slopes: floats(forward.end), scoreGradients: scoreGradients, query: floats(sums),
      key: floats(sums + sumBytes), value: floats(sums + 2 * sumBytes))
  }

  /// With P = softmax(Q K^T): dP = dO V^T, dS = P (dP - sum(P dP)), dQ = dS K, dK += dS^T Q, dV += P^T dO.
  func addGradients(of block: Range<Int>, _ dout: Tensor, _ work: BackwardWork) {
    probabilities(of: block, work.forward)
    let dO = dout.pointer + (outOffset + block.lowerBound * shape.row) * type.byteCount
    var gemm = Gemm(
      m: block.count, n: tokens, k: width, transposeB: true, lda: shape.row, ldb: 3 * shape.row, ldc: tokens,
      type: type, result: .f32)
    gemm.run(dO, values, work.slopes)
    ck_softmax_backward(
      work.forward.probabilities, type.code, tokens, work.slopes, tokens, work.scoreGradients, type.code, tokens,
      block.count, tokens)
    gemm = Gemm(
      m: block.count, n: width, k: tokens, lda: tokens, ldb: width, ldc: width, type: type, result: .f32)
    gemm.run(work.scoreGradients, work.forward.key, work.query + block.lowerBound * width)
    let query = work.forward.query + block.lowerBound * width * type.byteCount
    addTransposed(work.scoreGradients, query, block, ldb: width, into: work.key)
    addTransposed(work.forward.probabilities, dO, block, ldb: shape.row, into: work.value)
  }

  /// sum (tokens, width) += a^T b for a (block, tokens) and b (block, width); the first block overwrites.
  private func addTransposed(
    _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ block: Range<Int>, ldb: Int,
    into sum: UnsafeMutablePointer<Float>
  ) {
    let gemm = Gemm(
      m: tokens, n: width, k: block.count, transposeA: true, lda: tokens, ldb: ldb, ldc: width, type: type,
      result: .f32, accumulate: block.lowerBound > 0)
    gemm.run(a, b, sum)
  }

  /// Takes the sums back through rotation and normalisation into the gradient of qkv.
  func finish(_ work: BackwardWork, into dqkv: Tensor, _ scaleSums: UnsafeMutablePointer<Float>) {
    let (c, s) = (attention.positions.cosine.floatPointer, attention.positions.sine.floatPointer)
    let (stride, to) = (3 * shape.row, dqkv.pointer + qkvOffset * type.byteCount)
    let part = shape.row * type.byteCount
    ck_head_norm_rotary_backward(
      source, type.code, stride, attention.scales.query.floatPointer, c, s, gain, work.query, 0, width, to, type.code,
      stride, scaleSums, tokens, width)
    ck_head_norm_rotary_backward(
      keys, type.code, stride, attention.scales.key.floatPointer, c, s, 1, work.key, 0, width, to + part, type.code,
      stride, scaleSums + width, tokens, width)
    for token in 0..<tokens {
      ck_convert(work.value + token * width, 0, to + 2 * part + token * stride * type.byteCount, type.code, width)
    }
  }
}
