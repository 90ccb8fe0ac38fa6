/// Perfect matchings between two sets of equal size, by augmenting paths (Kuhn, 1955).
enum Matching {
  /// A column for each row such that `fits[row][column]`, no column twice; nil where there is none.
  ///
  /// Row i tries the columns from i + 1 on, in a circle, so the result is the same every time.
  static func perfect(_ fits: [[Bool]]) -> [Int]? {
    let count = fits.count
    var rowOfColumn = [Int?](repeating: nil, count: count)

    func place(_ row: Int, _ tried: inout Set<Int>) -> Bool {
      for step in 1...count {
        let column = (row + step) % count
        guard fits[row][column], tried.insert(column).inserted else { continue }
        if let other = rowOfColumn[column], !place(other, &tried) { continue }
        rowOfColumn[column] = row
        return true
      }
      return false
    }

    for row in 0..<count {
      var tried = Set<Int>()
      guard place(row, &tried) else { return nil }
    }
    var columns = [Int](repeating: 0, count: count)
    for (column, row) in rowOfColumn.enumerated() { columns[row ?? 0] = column }
    return columns
  }
}
