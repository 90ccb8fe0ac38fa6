/// A stack of images cut into bands of rows: the tiles of a convolution. Rows of a dense image are consecutive memory.
struct ImageBands {
  struct Band {
    let image: Int
    let rows: Range<Int>
  }

  let images: Int
  let height: Int
  let width: Int
  /// Rows that a filter sees above and below.
  let reach: Int
  private let bandHeight: Int

  /// `shape` is (..., H, W, C). Bands shrink when there are few pixels, so that several threads find work.
  init(_ shape: [Int], side: Int) {
    (height, width) = (shape[shape.count - 3], shape[shape.count - 2])
    images = shape.dropLast(3).reduce(1, *)
    reach = side / 2
    let pixels = images * height * width > 2048 ? 512 : 128
    bandHeight = max(1, min(height, pixels / max(1, width)))
  }

  private var perImage: Int { width == 0 ? 0 : (height + bandHeight - 1) / bandHeight }
  var count: Int { images * perImage }

  subscript(tile: Int) -> Band {
    let first = tile % perImage * bandHeight
    return Band(image: tile / perImage, rows: first..<min(height, first + bandHeight))
  }

  /// The rows that a band's results depend on.
  func rowsRead(_ band: Band) -> Range<Int> {
    max(0, band.rows.lowerBound - reach)..<min(height, band.rows.upperBound + reach)
  }

  /// One band of each kind: those of the first image, by their place in it.
  var kinds: [Band] { images == 0 ? [] : (0..<perImage).map { self[$0] } }

  func kind(of band: Band) -> Int { band.rows.lowerBound / bandHeight }
}
