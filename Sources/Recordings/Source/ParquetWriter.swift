import CParquet
import Diagnostics
import Foundation

/// A column of a table to be written.
struct ParquetColumn {
  var name: String
  var kind: Kind

  enum Kind {
    case floats([Double])
    case integers([Int])
    /// A vector a row, all of one length.
    case vectors([[Float]])
    case texts([String])
    /// A list of one text a row.
    case textLists([String])
    /// Files' bytes, as LeRobot keeps pictures in tables.
    case files([Data])
  }

  init(_ name: String, _ kind: Kind) { (self.name, self.kind) = (name, kind) }

  var rows: Int {
    switch kind {
    case .floats(let values): values.count
    case .integers(let values): values.count
    case .vectors(let values): values.count
    case .texts(let values), .textLists(let values): values.count
    case .files(let values): values.count
    }
  }

  /// What the library wants of it: its number for the kind, numbers a row, numbers, and texts' bytes.
  fileprivate var parts: (kind: Int, width: Int, numbers: [Double], texts: [Data]) {
    switch kind {
    case .floats(let values): (ORRERY_PARQUET_FLOAT32, 1, values, [])
    case .integers(let values): (ORRERY_PARQUET_INT64, 1, values.map(Double.init), [])
    case .vectors(let values): (ORRERY_PARQUET_VECTOR, values.first?.count ?? 0, values.joined().map(Double.init), [])
    case .texts(let values): (ORRERY_PARQUET_TEXT, 0, [], values.map { Data($0.utf8) })
    case .textLists(let values): (ORRERY_PARQUET_TEXT_LIST, 0, [], values.map { Data($0.utf8) })
    case .files(let values): (ORRERY_PARQUET_FILE, 0, [], values)
    }
  }
}

extension ParquetTable {
  /// Writes a table, whole or not at all.
  static func write(_ columns: [ParquetColumn], to path: String) throws {
    let rows = columns.first?.rows ?? 0
    precondition(columns.allSatisfy { $0.rows == rows }, "columns of different lengths")
    try AtomicFile.write(to: path) { temporary in
      // The library reads what stands here, so it must stay in place: one allocation for each part.
      var held: [UnsafeMutableRawPointer] = []
      defer { for pointer in held { pointer.deallocate() } }
      func hold<Value>(_ values: [Value]) -> UnsafePointer<Value> {
        let size = max(1, values.count * MemoryLayout<Value>.stride)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        values.withUnsafeBytes { bytes in
          if let base = bytes.baseAddress { memory.copyMemory(from: base, byteCount: bytes.count) }
        }
        held.append(memory)
        return UnsafePointer(memory.assumingMemoryBound(to: Value.self))
      }
      let described = columns.map { column in
        let parts = column.parts
        var end: Int64 = 0
        let ends = parts.texts.map { text -> Int64 in
          end += Int64(text.count)
          return end
        }
        return OrreryParquetColumn(
          name: hold(Array(column.name.utf8CString)), kind: Int32(parts.kind), width: Int64(parts.width),
          numbers: hold(parts.numbers), bytes: hold(Array(parts.texts.joined())), ends: hold(ends))
      }
      var reason = [CChar](repeating: 0, count: 256)
      errno = 0
      let result = orrery_parquet_write(
        temporary, Int64(rows), described, Int32(described.count), &reason, reason.count)
      let number = errno
      let text = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      // The library knows only that it could not write; the system knows why.
      let why = [ENOSPC, EDQUOT, EFBIG].contains(number) ? String(cString: strerror(number)) : text
      guard result == 0 else { throw UserError("cannot be written (\(why))", at: path) }
    }
  }
}
