/// Elements with their text and attributes escaped.
enum HTML {
  /// Safe in text and in quoted attributes. Control characters that no document may hold are dropped.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case let other where other.value < 32 || (127..<160).contains(other.value): continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An element around text.
  static func element(_ name: String, _ attributes: [String: String] = [:], text: String) -> String {
    element(name, attributes, inner: escape(text))
  }

  /// An element around markup that is already safe. Attributes are in alphabetical order.
  static func element(_ name: String, _ attributes: [String: String] = [:], inner: String) -> String {
    "<\(name)\(list(attributes))>\(inner)</\(name)>"
  }

  /// An element without content.
  static func empty(_ name: String, _ attributes: [String: String]) -> String { "<\(name)\(list(attributes))>" }

  /// A shape inside an SVG, closed as XML wants it.
  static func shape(_ name: String, _ attributes: [String: String]) -> String { "<\(name)\(list(attributes))/>" }

  /// A section under a heading.
  static func section(_ heading: String, _ inner: String) -> String {
    element("section", inner: element("h2", text: heading) + inner)
  }

  private static func list(_ attributes: [String: String]) -> String {
    attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\(escape($0.value))\"" }.joined()
  }
}
