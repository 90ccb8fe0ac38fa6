import Foundation

/// JSON with sorted keys, so that equal values give equal bytes.
public enum StableJSON {
  /// - Parameter pretty: on several lines, for files that people read.
  public static func data<Value: Encodable>(_ value: Value, pretty: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return try encoder.encode(value)
  }

  public static func text<Value: Encodable>(_ value: Value, pretty: Bool = false) throws -> String {
    String(decoding: try data(value, pretty: pretty), as: UTF8.self)
  }

  /// - Parameter place: the file or attribute that a `UserError` should name.
  public static func value<Value: Decodable>(_ data: Data, as: Value.Type, at place: String) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch let error as DecodingError {
      throw UserError(describe(error), at: place)
    } catch {
      throw UserError("is no JSON: \(error)", at: place)
    }
  }

  public static func value<Value: Decodable>(_ text: String, as type: Value.Type, at place: String) throws -> Value {
    try value(Data(text.utf8), as: type, at: place)
  }

  private static func describe(_ error: DecodingError) -> String {
    let path = { (context: DecodingError.Context) in
      context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\"\((context.codingPath + [key]).map(\.stringValue).joined(separator: "."))\" is missing"
    case .typeMismatch(let type, let context): return "\"\(path(context))\" is no \(type)"
    case .valueNotFound(let type, let context): return "\"\(path(context))\" is empty instead of a \(type)"
    case .dataCorrupted(let context):
      let reason = detail(of: context).map { " (\($0))" } ?? ""
      return path(context).isEmpty
        ? "is no JSON that can be read\(reason)" : "\"\(path(context))\" is not valid\(reason)"
    @unknown default: return "\(error)"
    }
  }

  /// What the parser says of the place or the number that it stumbled over.
  private static func detail(of context: DecodingError.Context) -> String? {
    let inner = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
    let text = inner ?? context.debugDescription
    return text.isEmpty ? nil : text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
