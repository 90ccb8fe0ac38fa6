/// JSON of any shape, where a format leaves the shape open.
enum JSONTree: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSONTree])
  case mapping([String: JSONTree])

  init(from decoder: any Decoder) throws {
    let one = try decoder.singleValueContainer()
    if one.decodeNil() {
      self = .null
    } else if let value = try? one.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? one.decode(Double.self) {
      self = .number(value)
    } else if let value = try? one.decode(String.self) {
      self = .text(value)
    } else if let values = try? one.decode([JSONTree].self) {
      self = .list(values)
    } else {
      self = .mapping(try one.decode([String: JSONTree].self))
    }
  }

  /// All texts in it, mappings in the order of their keys, as decoding loses the file's order (`OrderedJSON` keeps it);
  /// of a mapping from names to places, the names in order.
  var texts: [String] {
    if case .mapping(let values) = self, !values.isEmpty, values.values.allSatisfy({ $0.number != nil }) {
      return values.sorted { ($0.value.number ?? 0, $0.key) < ($1.value.number ?? 0, $1.key) }.map(\.key)
    }
    return switch self {
    case .text(let value): [value]
    case .list(let values): values.flatMap(\.texts)
    case .mapping(let values): values.sorted { $0.key < $1.key }.flatMap(\.value.texts)
    case .null, .bool, .number: []
    }
  }

  subscript(key: String) -> JSONTree? {
    if case .mapping(let values) = self { return values[key] }
    return nil
  }

  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }
}
