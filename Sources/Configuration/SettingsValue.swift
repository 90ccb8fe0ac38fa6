/// A YAML tree as plain values, for programs that hand a file on as JSON.
public enum SettingsValue: Encodable, Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([SettingsValue])
  case mapping([String: SettingsValue])

  public func encode(to encoder: any Encoder) throws {
    var out = encoder.singleValueContainer()
    switch self {
    case .null: try out.encodeNil()
    case .bool(let value): try out.encode(value)
    case .int(let value): try out.encode(value)
    case .double(let value): try out.encode(value)
    case .string(let value): try out.encode(value)
    case .list(let values): try out.encode(values)
    case .mapping(let values): try out.encode(values)
    }
  }
}

extension SettingsNode {
  /// The tree below this node. Numbers that JSON cannot hold become null.
  public func value() throws -> SettingsValue {
    if isMapping {
      let pairs = try keys().map { ($0, try optional($0)?.value() ?? .null) }
      return .mapping(Dictionary(pairs) { first, _ in first })
    }
    if isList { return .list(try list().map { try $0.value() }) }
    if let number = try? int() { return .int(number) }
    if let number = try? double() { return number.isFinite ? .double(number) : .null }
    if let flag = try? bool() { return .bool(flag) }
    return (try? string()).map(SettingsValue.string) ?? .null
  }
}
