import TensorCore

/// The tokens of a frame: patches of all cameras' latents, camera by camera, row by row.
public struct TokenGrid {
  public let views, rows, columns: Int
  /// The tokens that are there, ascending; nil: all. Training may show a part of them.
  public let kept: [Int]?

  public init(views: Int, rows: Int, columns: Int, kept: [Int]? = nil) {
    (self.views, self.rows, self.columns, self.kept) = (views, rows, columns, kept)
  }

  /// Tokens of a whole frame.
  public var whole: Int { views * rows * columns }
  public var count: Int { kept?.count ?? whole }

  /// Of each token that is there, itself and the eight around it in its camera's picture, row by row; beyond an edge the
  /// nearest stands in.
  var around: [Int] {
    (kept ?? Array(0..<whole)).flatMap { token in
      let (view, row, column) = (token / (rows * columns), token % (rows * columns) / columns, token % columns)
      return (-1...1).flatMap { y in
        (-1...1).map { x in
          let (r, c) = (min(max(row + y, 0), rows - 1), min(max(column + x, 0), columns - 1))
          return (view * rows + r) * columns + c
        }
      }
    }
  }

  /// Row and column of each token that is there, in its camera's picture.
  var places: [(row: Int, column: Int)] {
    (kept ?? Array(0..<whole)).map { ($0 % (rows * columns) / columns, $0 % columns) }
  }
}

/// What all blocks of one pass through the network share: positions, who sees whom, the cache.
struct DynamicsPass {
  /// One row a token of a frame.
  let places: RotaryTable
  let sight: TemporalAttention.Sight
  let cache: TimeCache?
  private let head: Int

  private static let base: Float = 100

  /// Cameras share their places: the same corner of two pictures is the same place.
  init(_ grid: TokenGrid, head: Int, sight: TemporalAttention.Sight, cache: TimeCache?) {
    let y = grid.places.map { Float($0.row) }
    let x = grid.places.map { Float($0.column) }
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
  static func placeFeatures(_ grid: TokenGrid) -> Tensor {
    let all = grid.places.flatMap { place in
      [(Float(place.row) + 0.5) / Float(grid.rows), (Float(place.column) + 0.5) / Float(grid.columns)]
    }
    return Tensor(all, shape: [grid.count, 2]).fourierFeatures(octaves: 4)
  }
}
