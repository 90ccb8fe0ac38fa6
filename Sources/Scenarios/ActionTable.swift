import Diagnostics
import Foundation
import NumPyFiles

/// Actions that a user wrote down: T rows of A numbers, from the scenario, a CSV file or a NumPy file.
struct ActionTable {
  let rows: [[Float]]

  /// - Throws: `UserError` with the row for a wrong width, a word, NaN or infinity.
  init(_ source: ActionSource, dimensions: Int) throws {
    let place: String
    switch source {
    case .list(let rows):
      self.rows = rows
      place = "actions.list"
    case .file(let url):
      place = url.path
      rows = try Self.read(url, dimensions: dimensions)
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

  private static func read(_ url: URL, dimensions: Int) throws -> [[Float]] {
    switch url.pathExtension.lowercased() {
    case "csv": return try csv(url)
    case "npy", "npz": return try numpy(url, dimensions: dimensions)
    default:
      throw UserError("actions cannot be read from this kind of file", at: url.path, fix: "Give .csv, .npy or .npz")
    }
  }

  /// Comma-separated numbers; a first line of names is allowed, as are blank lines, any line ends and a byte order mark.
  private static func csv(_ url: URL) throws -> [[Float]] {
    let text = try InputFile.text(url.path, most: 256 << 20)
    let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    var rows: [[Float]] = []
    for (i, line) in plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      if cells == [""] { continue }
      let numbers = cells.map { Float($0) }
      if i == 0, numbers.allSatisfy({ $0 == nil }) { continue }
      if let bad = numbers.firstIndex(of: nil) {
        throw UserError("\"\(cells[bad])\" is not a number", at: "\(url.path):\(i + 1)")
      }
      rows.append(numbers.compactMap { $0 })
    }
    return rows
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
