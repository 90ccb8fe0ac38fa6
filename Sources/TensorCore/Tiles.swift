/// Cutting work into tiles by its shape alone, so that results do not depend on how many threads share them.
enum Tiles {
  /// Elements of a tile of a pointwise loop: half a first cache of input and output.
  static let elements = 1 << 14

  /// Runs `body` on ranges of `grain` that cover `0..<count`.
  static func forEach(_ count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    let tiles = (count + grain - 1) / grain
    ThreadPool.parallelFor(tiles) { tile in
      body(tile * grain..<min(count, (tile + 1) * grain))
    }
  }

  /// Rows of `width` elements, in tiles of about `elements`.
  static func forEachRows(_ rows: Int, width: Int, _ body: (Range<Int>) -> Void) {
    forEach(rows, grain: max(1, elements / max(1, width)), body)
  }
}
