import Diagnostics
import Foundation

/// A path with places for names and padded numbers, such as `data/chunk-{episode_chunk:03d}/file.parquet`.
struct PathTemplate {
  let text: String

  init(_ text: String) { self.text = text }

  /// - Throws: `UserError` where a place has no value.
  func path(_ numbers: [String: Int], _ words: [String: String] = [:], at place: String) throws -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw UserError("the path \"\(text)\" has a brace without its partner", at: place)
      }
      out += try value(rest[rest.index(after: open)..<close], numbers, words, at: place)
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  private func value(
    _ field: Substring, _ numbers: [String: Int], _ words: [String: String], at place: String
  ) throws -> String {
    let parts = field.split(separator: ":", maxSplits: 1)
    let name = parts.first.map(String.init) ?? ""
    if let word = words[name] { return word }
    guard let number = numbers[name] else {
      throw UserError("the path \"\(text)\" asks for \(name), which this program does not know", at: place)
    }
    let width = parts.count > 1 ? Int(parts[1].filter(\.isNumber)) ?? 0 : 0
    let digits = String(number)
    return String(repeating: "0", count: max(0, min(width, 20) - digits.count)) + digits
  }
}
