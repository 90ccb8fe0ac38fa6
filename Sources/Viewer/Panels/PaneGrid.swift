/// How panes of one shape fill a box.
struct PaneGrid {
  let columns: Int
  /// The size of a pane's picture.
  let picture: Point
  let gap: Float
  let label: Float
  private let corner: Point

  /// - Parameters:
  ///   - rows: cameras.
  ///   - perRow: panes of a camera.
  ///   - aspect: a picture's width by its height.
  ///   - label: the height of the line above each picture.
  ///
  /// Cameras keep their rows. A single camera, or single panes, take the arrangement with the largest pictures.
  init(box: Box, rows: Int, perRow: Int, aspect: Float, gap: Float, label: Float) {
    let count = rows * perRow
    let isFree = rows == 1 || perRow == 1
    let choices = isFree ? Array(1...max(1, count)) : [perRow]
    var best = (columns: perRow, picture: Point(0, 0))
    for columns in choices {
      let lines = (count + columns - 1) / columns
      let room = Point(
        (box.width - gap * Float(columns - 1)) / Float(columns),
        (box.height - gap * Float(lines - 1)) / Float(lines) - label)
      let width = max(8, min(room.x, room.y * aspect))
      if width > best.picture.x { best = (columns, Point(width, width / aspect).rounded(.down)) }
    }
    (columns, picture) = best
    (self.gap, self.label) = (gap, label)
    let lines = Float((count + columns - 1) / columns)
    let used = Point(
      picture.x * Float(columns) + gap * Float(columns - 1), (picture.y + label) * lines + gap * (lines - 1))
    // A little above the middle, where the eye expects it.
    corner = (box.low + (box.size - used) * Point(0.5, 0.35)).rounded(.down)
  }

  /// The picture of the pane with this number, counted along the rows.
  func box(_ number: Int) -> Box {
    let place = Point(Float(number % columns), Float(number / columns))
    let low = corner + place * (picture + Point(gap, gap + label)) + Point(0, label)
    return Box(low, low + picture)
  }
}
