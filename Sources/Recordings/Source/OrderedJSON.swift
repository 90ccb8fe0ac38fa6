import Foundation

/// JSON with objects' keys in the order of the file, which decoding loses.
///
/// For text that was decoded before: mistakes in it are not told here.
indirect enum OrderedJSON {
  case text(String)
  case number(Double)
  case list([OrderedJSON])
  case mapping([(key: String, value: OrderedJSON)])
  /// True, false, null.
  case other

  /// - Returns: nil where it is no JSON in UTF-8.
  init?(_ data: Data) {
    var parser = Parser(bytes: [UInt8](data))
    guard let value = parser.value() else { return nil }
    self = value
  }

  subscript(key: String) -> OrderedJSON? {
    guard case .mapping(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// All texts in it, in the file's order; of a mapping from names to places, the names by their places.
  var texts: [String] {
    switch self {
    case .text(let value): [value]
    case .list(let values): values.flatMap(\.texts)
    case .mapping(let members): Self.texts(of: members)
    case .number, .other: []
    }
  }

  private var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  private static func texts(of members: [(key: String, value: OrderedJSON)]) -> [String] {
    let places = members.compactMap { $0.value.number }
    guard !members.isEmpty, places.count == members.count else { return members.flatMap { $0.value.texts } }
    return zip(places, members.map { $0.key }).sorted { $0 < $1 }.map { $0.1 }
  }

  private struct Parser {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte that is no white space.
    private mutating func next() -> UInt8? {
      while place < bytes.count, [9, 10, 13, 32].contains(bytes[place]) { place += 1 }
      return place < bytes.count ? bytes[place] : nil
    }

    mutating func value() -> OrderedJSON? {
      guard let byte = next() else { return nil }
      switch byte {
      case UInt8(ascii: "{"): return object()
      case UInt8(ascii: "["): return list()
      case UInt8(ascii: "\""): return string().map { OrderedJSON.text($0) }
      default: return scalar()
      }
    }

    private mutating func object() -> OrderedJSON? {
      place += 1
      var members: [(key: String, value: OrderedJSON)] = []
      while let byte = next() {
        switch byte {
        case UInt8(ascii: "}"):
          place += 1
          return .mapping(members)
        case UInt8(ascii: ","): place += 1
        case UInt8(ascii: "\""):
          guard let key = string(), next() == UInt8(ascii: ":") else { return nil }
          place += 1
          guard let value = self.value() else { return nil }
          members.append((key: key, value: value))
        default: return nil
        }
      }
      return nil
    }

    private mutating func list() -> OrderedJSON? {
      place += 1
      var values: [OrderedJSON] = []
      while let byte = next() {
        switch byte {
        case UInt8(ascii: "]"):
          place += 1
          return .list(values)
        case UInt8(ascii: ","): place += 1
        default:
          guard let value = self.value() else { return nil }
          values.append(value)
        }
      }
      return nil
    }

    /// A text in quotes, whose escapes the decoder knows.
    private mutating func string() -> String? {
      let start = place
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard place < bytes.count else { return nil }
      place += 1
      return try? JSONDecoder().decode(String.self, from: Data(bytes[start..<place]))
    }

    private mutating func scalar() -> OrderedJSON? {
      let start = place
      while place < bytes.count, ![9, 10, 13, 32, 44, 58, 93, 125].contains(bytes[place]) { place += 1 }
      guard place > start else { return nil }
      return Double(String(decoding: bytes[start..<place], as: UTF8.self)).map { OrderedJSON.number($0) } ?? .other
    }
  }
}
