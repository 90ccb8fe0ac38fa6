/// The eight-connected pieces of a set of pixels.
enum Components {
  /// `pixels` are indices y·width + x in ascending order; so are those of each piece, and the pieces by first pixel.
  static func pieces(_ pixels: [Int32], width: Int) -> [[Int32]] {
    var open = Set(pixels), result: [[Int32]] = []
    for seed in pixels where open.remove(seed) != nil {
      var piece = [seed], next = 0
      while next < piece.count {
        for neighbour in neighbours(piece[next], width) where open.remove(neighbour) != nil { piece.append(neighbour) }
        next += 1
      }
      result.append(piece.sorted())
    }
    return result
  }

  private static func neighbours(_ p: Int32, _ width: Int) -> [Int32] {
    let w = Int32(width), x = p % w
    let left = x > 0 ? [p - w - 1, p - 1, p + w - 1] : []
    let right = x < w - 1 ? [p - w + 1, p + 1, p + w + 1] : []
    return left + [p - w, p + w] + right
  }
}
