/// The eight-connected pieces of a set of pixels.
enum Components {
  /// `pixels` are indices y·width + x in ascending order; so are those of each piece, and the pieces by first pixel.
  ///
  /// Runs of a row join the pieces of the runs above that they touch; linear in the number of runs but for the joins.
  static func pieces(_ pixels: [Int32], width: Int) -> [[Int32]] {
    let runs = runs(pixels, Int32(width))
    var parent = Array(runs.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    var above = 0
    for (i, run) in runs.enumerated() {
      while runs[above].row < run.row - 1 || (runs[above].row == run.row - 1 && runs[above].last < run.first - 1) {
        above += 1
      }
      var j = above
      while j < i, runs[j].row == run.row - 1, runs[j].first <= run.last + 1 {
        let (a, b) = (root(i), root(j))
        parent[max(a, b)] = min(a, b)
        j += 1
      }
    }
    var pieces: [Int: [Int32]] = [:]
    for (i, run) in runs.enumerated() { pieces[root(i), default: []] += pixels[run.range] }
    return pieces.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Run {
    let row, first, last: Int32
    /// Of the list of pixels.
    let range: Range<Int>
  }

  private static func runs(_ pixels: [Int32], _ width: Int32) -> [Run] {
    var runs: [Run] = []
    var start = 0
    for i in pixels.indices {
      let isLast = i + 1 == pixels.count || pixels[i + 1] != pixels[i] + 1 || pixels[i + 1] % width == 0
      guard isLast else { continue }
      let row = pixels[i] / width
      runs.append(Run(row: row, first: pixels[start] % width, last: pixels[i] % width, range: start..<(i + 1)))
      start = i + 1
    }
    return runs
  }
}
