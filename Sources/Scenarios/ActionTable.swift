import Diagnostics
import Foundation
import NumPyFiles

/// Actions that a user wrote down: T rows of A numbers, from the scenario, a CSV file or a NumPy file.
struct ActionTable {
  let rows: [[Float]]

  /// - Parameter names: of the robot's actions, one a column.
  /// - Throws: `UserError` with the row for a wrong width, a word, NaN or infinity.
  init(_ source: ActionSource, names: [String]) throws {
    let dimensions = names.count
    let place: String
    switch source {
    case .list(let rows):
      self.rows = rows
      place = "actions.list"
    case .file(let url):
      place = url.path
      rows = try Self.read(url, names)
    case .script, .recorded, .policy:
      preconditionFailure("\(source.word) actions are not a table")
    }
    guard !rows.isEmpty else { throw UserError("holds no actions", at: place) }
    for (t, row) in rows.enumerated() {
      guard row.count == dimensions else {
        throw UserError("row \(t + 1) has \(row.count) numbers; the robot takes \(dimensions)", at: place)
      }
      guard row.allSatisfy(\.isFinite) else { throw UserError("row \(t + 1) holds NaN or infinity", at: place) }
    }
  }

  /// - Throws: `UserError` for what no actions can be read from, by its name and kind: a pipe might never end.
  static func requireKnown(_ url: URL) throws {
    try FileFacts.requireReadable(url.path, as: "file")
    guard ["csv", "npy", "npz"].contains(url.pathExtension.lowercased()) else {
      throw UserError("actions cannot be read from this kind of file", at: url.path, fix: "Give .csv, .npy or .npz")
    }
  }

  private static func read(_ url: URL, _ names: [String]) throws -> [[Float]] {
    try requireKnown(url)
    return url.pathExtension.lowercased() == "csv"
      ? try csv(url, names) : try numpy(url, dimensions: names.count)
  }

  /// Comma-separated numbers; a first line of the robot's names, in any order, is allowed, as are blank lines, any line
  /// ends and a byte order mark.
  private static func csv(_ url: URL, _ names: [String]) throws -> [[Float]] {
    let text = try InputFile.text(url.path, most: 256 << 20)
    let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    var rows: [[Float]] = []
    var columns: [Int]?
    for (i, line) in plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      if cells == [""] { continue }
      let numbers = cells.map { Float($0) }
      if i == 0, numbers.allSatisfy({ $0 == nil }) {
        columns = try order(cells, names, at: "\(url.path):1")
        continue
      }
      if let bad = numbers.firstIndex(of: nil) {
        throw UserError("\"\(cells[bad])\" is not a number", at: "\(url.path):\(i + 1)")
      }
      let row = numbers.compactMap { $0 }
      rows.append(columns.flatMap { $0.count == row.count ? $0.map { row[$0] } : nil } ?? row)
    }
    return rows
  }

  /// The column of each of the robot's actions.
  ///
  /// Other words than the robot's are refused, as they may be a mistyped row, or another robot's.
  private static func order(_ cells: [String], _ names: [String], at place: String) throws -> [Int] {
    let columns = names.compactMap { cells.firstIndex(of: $0) }
    guard columns.count == names.count, cells.count == names.count else {
      let stranger = cells.first { !names.contains($0) } ?? cells.last ?? ""
      let isJoined = cells.count == 1 && stranger.contains { ";\t ".contains($0) }
      throw UserError(
        isJoined
          ? "its columns are not separated by commas" : "the robot has no action \"\(stranger)\", or not so many",
        at: place, fix: "Name the columns \(names.joined(separator: ",")), or leave the names out")
    }
    return columns
  }

  /// `.npy`, or `.npz` with an array named `actions` (or only one array): (T, A).
  private static func numpy(_ url: URL, dimensions: Int) throws -> [[Float]] {
    let array: NumPyArray
    if url.pathExtension.lowercased() == "npy" {
      let data = try InputFile.bytes(url.path, most: 1 << 30)
      array = try NumPyArray(npy: [UInt8](data), at: url.path)
    } else {
      let archive = try NumPyArchive(path: url.path)
      guard let found = archive["actions"] ?? (archive.arrays.count == 1 ? archive.arrays[0].array : nil) else {
        let names = archive.arrays.map(\.name).joined(separator: ", ")
        throw UserError("has no array `actions`", at: url.path, fix: "It holds \(names)")
      }
      array = found
    }
    guard array.shape.count == 2 else {
      throw UserError("the actions have shape \(array.shape)", at: url.path, fix: "Give (times, dimensions)")
    }
    guard array.shape[1] == dimensions else {
      throw UserError("its rows have \(array.shape[1]) numbers; the robot takes \(dimensions)", at: url.path)
    }
    let values = array.floats
    return (0..<array.shape[0]).map { Array(values[($0 * array.shape[1])..<(($0 + 1) * array.shape[1])]) }
  }
}
