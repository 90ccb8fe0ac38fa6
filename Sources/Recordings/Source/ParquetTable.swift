import CParquet
import Diagnostics
import Foundation

/// An open Parquet file: its columns by name, whatever lists their values stand in.
final class ParquetTable {
  /// A column of numbers, the same count in each row.
  struct Numbers: Sendable {
    var width: Int
    /// Row after row; missing ones are NaN.
    var values: [Double]

    var rows: Int { width > 0 ? values.count / width : 0 }
    func row(_ index: Int) -> ArraySlice<Double> { values[index * width..<(index + 1) * width] }
  }

  let path: String
  let rows: Int
  let names: [String]
  private let handle: OpaquePointer

  /// - Throws: `UserError` where the file is missing or no whole Parquet file.
  init(path: String) throws {
    try FileFacts.requireReadable(path, as: "table")
    var reason = [CChar](repeating: 0, count: 256)
    guard let handle = orrery_parquet_open(path, &reason, reason.count) else {
      throw UserError(
        "is no readable Parquet table (\(Self.text(reason)))", at: path, fix: "It may be cut short: copy it again")
    }
    self.handle = handle
    self.path = path
    rows = Int(orrery_parquet_rows(handle))
    names = (0..<orrery_parquet_columns(handle)).map { String(cString: orrery_parquet_name(handle, $0)) }
  }

  deinit { orrery_parquet_close(handle) }

  func has(_ name: String) -> Bool { names.contains(name) }

  /// - Throws: `UserError` where the column is missing, holds no numbers, or its rows are of different lengths.
  func numbers(_ name: String) throws -> Numbers {
    let column = try column(name, ORRERY_PARQUET_NUMBERS, "numbers")
    var values: UnsafeMutablePointer<Double>?
    var ends: UnsafeMutablePointer<Int64>?
    try check(name) { orrery_parquet_numbers(handle, column, &values, &ends, $0, $1) }
    defer {
      orrery_parquet_free(values)
      orrery_parquet_free(ends)
    }
    guard let values, let ends, rows > 0 else { return Numbers(width: 0, values: []) }
    let width = ends[0]
    guard (0..<rows).allSatisfy({ ends[$0] == Int64($0 + 1) * width }) else {
      throw UserError("its rows hold different counts of numbers", at: "\(path):\(name)")
    }
    return Numbers(width: Int(width), values: Array(UnsafeBufferPointer(start: values, count: Int(ends[rows - 1]))))
  }

  /// Texts of a column, those of a list joined by line feeds.
  func texts(_ name: String) throws -> [String] {
    try bytes(name, ORRERY_PARQUET_TEXTS, "texts", nil).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Files' bytes of pictures.
  func pictures(_ name: String, rows: [Int]) throws -> [Data] {
    try bytes(name, ORRERY_PARQUET_PICTURES, "pictures", rows)
  }

  private func bytes(_ name: String, _ kind: Int, _ word: String, _ wanted: [Int]?) throws -> [Data] {
    let column = try column(name, kind, word)
    var bytes: UnsafeMutablePointer<UInt8>?
    var ends: UnsafeMutablePointer<Int64>?
    try check(name) { orrery_parquet_texts(handle, column, &bytes, &ends, $0, $1) }
    defer {
      orrery_parquet_free(bytes)
      orrery_parquet_free(ends)
    }
    guard let bytes, let ends else { return [] }
    return (wanted ?? Array(0..<rows)).filter { $0 < rows }.map { row in
      let start = row == 0 ? 0 : Int(ends[row - 1])
      return Data(bytes: bytes + start, count: Int(ends[row]) - start)
    }
  }

  private func column(_ name: String, _ kind: Int, _ word: String) throws -> Int32 {
    guard let index = names.firstIndex(of: name) else {
      throw UserError(
        "has no column \(name)", at: path, fix: "It has: \(names.prefix(20).joined(separator: ", "))")
    }
    guard orrery_parquet_kind(handle, Int32(index)) == Int32(kind) else {
      throw UserError("holds no \(word)", at: "\(path):\(name)")
    }
    return Int32(index)
  }

  private func check(_ name: String, _ call: (UnsafeMutablePointer<CChar>, Int) -> Int32) throws {
    var reason = [CChar](repeating: 0, count: 256)
    let result = reason.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { call($0, buffer.count) } ?? -1
    }
    guard result == 0 else { throw UserError("cannot be read (\(Self.text(reason)))", at: "\(path):\(name)") }
  }

  private static func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
