import Foundation

/// Rows of numbers in a Swift value; in JSON one string, because a list of a hundred thousand small lists takes seconds to
/// read.
///
/// The string is the length of a row, a colon and the base64 of the rows' little-endian `Float32`s. A row that is missing is
/// all NaN, a shorter one ends with NaN. Lists as older programs wrote them are read too.
@propertyWrapper
public struct PackedRows: Codable, Sendable {
  public var wrappedValue: [[Double]?]

  public init(wrappedValue: [[Double]?]) { self.wrappedValue = wrappedValue }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let text = try? container.decode(String.self) else {
      wrappedValue = try container.decode([[Double]?].self)
      return
    }
    guard let rows = Self.rows(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no packed rows")
    }
    wrappedValue = rows
  }

  /// - Throws: `EncodingError` for rows that could not be read back.
  public func encode(to encoder: any Encoder) throws {
    for case .some(let row) in wrappedValue
    where row.isEmpty || row.count > Self.longest || !row.allSatisfy({ Float($0).isFinite }) {
      let context = EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "no row to be packed")
      throw EncodingError.invalidValue(row, context)
    }
    var container = encoder.singleValueContainer()
    try container.encode(Self.text(wrappedValue))
  }

  /// Numbers of a row.
  private static let longest = 64

  private static func text(_ rows: [[Double]?]) -> String {
    let width = rows.lazy.compactMap { $0?.count }.max() ?? 1
    var bytes = Data(capacity: rows.count * width * 4)
    for row in rows {
      for column in 0..<width {
        let value = row.flatMap { column < $0.count ? Float($0[column]) : nil } ?? .nan
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return "\(width):" + bytes.base64EncodedString()
  }

  private static func rows(_ text: String) -> [[Double]?]? {
    guard let colon = text.firstIndex(of: ":"), let width = Int(text[..<colon]), (1...longest).contains(width),
      let bytes = Data(base64Encoded: String(text[text.index(after: colon)...])), bytes.count % (4 * width) == 0
    else { return nil }
    return bytes.withUnsafeBytes { raw in
      (0..<bytes.count / (4 * width)).map { row in
        var numbers: [Double] = []
        numbers.reserveCapacity(width)
        for column in 0..<width {
          let bits = raw.loadUnaligned(fromByteOffset: (row * width + column) * 4, as: UInt32.self)
          let value = Float(bitPattern: UInt32(littleEndian: bits))
          guard value.isFinite else { break }
          numbers.append(Double(value))
        }
        return numbers.isEmpty ? nil : numbers
      }
    }
  }
}

/// A number a row, or none; in JSON as ``PackedRows`` are.
@propertyWrapper
public struct PackedValues: Codable, Sendable {
  public var wrappedValue: [Double?]

  public init(wrappedValue: [Double?]) { self.wrappedValue = wrappedValue }

  public init(from decoder: any Decoder) throws {
    if let rows = try? PackedRows(from: decoder) {
      wrappedValue = rows.wrappedValue.map { $0?.first }
    } else {
      wrappedValue = try decoder.singleValueContainer().decode([Double?].self)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    try PackedRows(wrappedValue: wrappedValue.map { $0.map { [$0] } }).encode(to: encoder)
  }
}
