extension TemporalAttention {
  /// Lengths of the problem, and where its parts lie.
  struct Shape {
    let batch: Int
    let queries: Int
    let keys: Int
    let tokens: Int
    /// Channels of the result's row; a qkv row has three times as many.
    let row: Int
    /// Tokens of a tile: enough work for a few microseconds.
    private let tokensPerTile = 16

    init(_ attention: TemporalAttention, _ qkv: Tensor, _ past: [Tensor]) {
      precondition(qkv.rank == 4, "qkv \(qkv.shape) is not (B, T, N, channels)")
      (batch, queries, tokens) = (qkv.shape[0], qkv.shape[1], qkv.shape[2])
      keys = past.count + queries
      precondition(attention.sight != .paired || (past.isEmpty && queries % 2 == 0), "a pair of \(queries) frames")
      row = attention.heads * attention.scales.width
      precondition(
        qkv.shape[3] == 3 * row && attention.positions.positions >= keys,
        "qkv \(qkv.shape) for \(attention.heads) heads of \(attention.scales.width), \(keys) of \(attention.positions.positions) positions"
      )
      for frame in past {
        precondition(
          frame.count == batch * tokens * 3 * row && frame.dtype == qkv.dtype,
          "past frame \(frame.shape) \(frame.dtype) before \(qkv.shape) \(qkv.dtype)")
      }
    }

    var tilesPerClip: Int { (tokens + tokensPerTile - 1) / tokensPerTile }

    func tile(_ number: Int) -> (clip: Int, tokens: Range<Int>) {
      let first = number % tilesPerClip * tokensPerTile
      return (number / tilesPerClip, first..<min(tokens, first + tokensPerTile))
    }

    /// Pointers to the raw query of `token` in every frame of a clip, past ones first.
    func frames(of qkv: Tensor, _ past: [Tensor], _ clip: Int, _ token: Int) -> [UnsafeMutableRawPointer?] {
      let size = 3 * row * qkv.dtype.byteCount
      return past.map { $0.pointer + (clip * tokens + token) * size }
        + (0..<queries).map { qkv.pointer + ((clip * queries + $0) * tokens + token) * size }
    }

    func results(of out: Tensor, _ clip: Int, _ token: Int) -> [UnsafeMutableRawPointer?] {
      let size = row * out.dtype.byteCount
      return (0..<queries).map { out.pointer + ((clip * queries + $0) * tokens + token) * size }
    }
  }
}
