import Diagnostics

/// The rows of one episode out of a LeRobot table, whichever version it has.
struct LeRobotRows {
  let info: LeRobotInfo
  let table: ParquetTable

  /// An episode's numbers.
  ///
  /// - Parameter rows: its part of the table; nil: the whole.
  func episode(_ key: EpisodeKey, rows: Range<Int>? = nil) throws -> SourceEpisode {
    let rows = rows ?? 0..<table.rows
    guard !rows.isEmpty else { throw UserError("has no rows", at: table.path) }
    var episode = SourceEpisode(key: key)
    episode.times = try column("timestamp", rows)
    episode.actions = try join(info.columns("action"), rows)
    episode.states = try join(info.columns("observation.state"), rows) ?? []
    return episode
  }

  /// The value of a column of single numbers at a row, where there is such a column.
  func value(_ name: String, row: Int) throws -> Double? {
    guard table.has(name) else { return nil }
    let numbers = try table.numbers(name)
    return numbers.width == 1 && row < numbers.rows ? numbers.values[row] : nil
  }

  private func column(_ name: String, _ rows: Range<Int>) throws -> [Double]? {
    guard table.has(name) else { return nil }
    let numbers = try table.numbers(name)
    guard numbers.width == 1 else {
      throw UserError("holds \(numbers.width) numbers a row", at: "\(table.path):\(name)")
    }
    return rows.map { numbers.values[$0] }
  }

  /// Columns side by side; nil where there are none.
  private func join(_ names: [String], _ rows: Range<Int>) throws -> [[Float]]? {
    guard !names.isEmpty else { return nil }
    let columns = try names.map { name in
      let numbers = try table.numbers(name)
      let width = info.features[name]?.width ?? numbers.width
      guard numbers.width == width else {
        throw UserError(
          "holds \(numbers.width) numbers a row; meta/info.json says \(width)", at: "\(table.path):\(name)")
      }
      return numbers
    }
    return rows.map { row in columns.flatMap { $0.row(row).map(Float.init) } }
  }
}
