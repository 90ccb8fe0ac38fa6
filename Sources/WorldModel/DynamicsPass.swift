import TensorCore

/// What all blocks of one pass through the network share: positions, who sees whom, the cache.
struct DynamicsPass {
  /// One row a token of a frame.
  let places: RotaryTable
  let sight: TemporalAttention.Sight
  let cache: TimeCache?
  private let head: Int

  private static let base: Float = 100

  /// Tokens of `views` cameras, each `rows` × `columns`, all at the same places.
  init(views: Int, rows: Int, columns: Int, head: Int, sight: TemporalAttention.Sight, cache: TimeCache?) {
    let y = (0..<views).flatMap { _ in (0..<rows * columns).map { Float($0 / columns) } }
    let x = (0..<views).flatMap { _ in (0..<rows * columns).map { Float($0 % columns) } }
    places = RotaryTable(positions: y, pairs: head / 4, base: Self.base)
      .beside(RotaryTable(positions: x, pairs: head / 4, base: Self.base))
    self.sight = sight
    self.cache = cache
    self.head = head
  }

  /// Positions of the first `count` frames that attention in time sees.
  func times(_ count: Int) -> RotaryTable {
    let clip = sight == .paired ? count / 2 : count
    return RotaryTable(positions: (0..<count).map { Float($0 % max(1, clip)) }, pairs: head / 2, base: Self.base)
  }

  /// Fourier features of each token's place in its frame, (N, 16): where the arm stands is absolute.
  static func placeFeatures(views: Int, rows: Int, columns: Int) -> Tensor {
    var all: [Float] = []
    for _ in 0..<views {
      for row in 0..<rows {
        for column in 0..<columns {
          all.append((Float(row) + 0.5) / Float(rows))
          all.append((Float(column) + 0.5) / Float(columns))
        }
      }
    }
    return Tensor(all, shape: [views * rows * columns, 2]).fourierFeatures(octaves: 4)
  }
}
