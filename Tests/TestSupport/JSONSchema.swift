import Foundation

/// Checks a JSON value against as much of JSON Schema as this project's schema files use: `type`, `enum`, `const`,
/// `minimum`, `maximum`, `required`, `properties`, `additionalProperties`, `items` and `$ref` into `$defs`. Other keywords
/// are problems themselves, as what they ask would go unchecked.
public struct JSONSchema {
  private let root: [String: Any]

  public init(file: URL) throws {
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
  }

  private static let known: Set = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "default", "type", "enum", "const", "minimum", "maximum",
    "required", "properties", "additionalProperties", "items",
  ]

  /// A sentence for each thing that does not fit.
  public func problems(_ json: Data) throws -> [String] {
    check(try JSONSerialization.jsonObject(with: json), root, at: "$")
  }

  private func check(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any]
      return target.map { check(value, $0, at: place) } ?? ["\(place): no definition \(name)"]
    }
    let unknown = schema.keys.filter { !Self.known.contains($0) }.sorted()
    guard unknown.isEmpty else { return ["\(place): the checker does not know \(unknown)"] }
    if let only = schema["const"], "\(value)" != "\(only)" { return ["\(place): is not \(only)"] }
    if let number = (value as? NSNumber)?.doubleValue {
      let (low, high) = ((schema["minimum"] as? NSNumber)?.doubleValue, (schema["maximum"] as? NSNumber)?.doubleValue)
      guard number >= low ?? -.infinity, number <= high ?? .infinity else {
        return ["\(place): \(number) is out of range"]
      }
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.isEmpty || types.contains(where: { Self.isOf($0, value) }) else {
      return ["\(place): is not \(types.joined(separator: " or "))"]
    }
    if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
      return ["\(place): is none of \(allowed)"]
    }
    if let object = value as? [String: Any] { return members(object, schema, at: place) }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      return list.enumerated().flatMap { check($1, items, at: "\(place)[\($0)]") }
    }
    return []
  }

  private func members(_ object: [String: Any], _ schema: [String: Any], at place: String) -> [String] {
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    var all = missing.map { "\(place): lacks \($0)" }
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      if let own = known[key] {
        all += check(value, own, at: "\(place).\(key)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        all += check(value, others, at: "\(place).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        all.append("\(place): has \(key), which the schema does not know")
      }
    }
    return all
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": (value as? NSNumber).map(isBoolean) ?? false
    case "integer": (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": (value as? NSNumber).map { !isBoolean($0) } ?? false
    default: false
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
