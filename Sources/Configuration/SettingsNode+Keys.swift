import Diagnostics
import Yams

extension SettingsNode {
  /// The value under a key, or nil; null counts as absent.
  public func optional(_ key: String) throws -> SettingsNode? {
    guard case .mapping(let mapping) = node else {
      throw error("must be a mapping with the key `\(key)`")
    }
    guard let value = mapping[key], value.null == nil else { return nil }
    return SettingsNode(node: value, file: file, path: path.isEmpty ? key : "\(path).\(key)")
  }

  public func required(_ key: String) throws -> SettingsNode {
    guard let value = try optional(key) else { throw error("the key `\(key)` is missing".trimmedSubject(path)) }
    return value
  }

  /// Refuses a file whose `key` names another version of the format than this program reads.
  public func requireVersion(_ version: Int, under key: String) throws {
    let node = try required(key)
    let found = try node.int()
    guard found == version else { throw node.error("is \(found)", fix: "This program reads \(key) \(version)") }
  }

  /// The mapping's keys in the file's order.
  public func keys() throws -> [String] {
    guard case .mapping(let mapping) = node else { throw error("must be a mapping") }
    return mapping.keys.compactMap(\.string)
  }

  /// Refuses keys that mean nothing: a typing error must not become a silent default.
  public func allowOnly(_ allowed: [String]) throws {
    guard case .mapping(let mapping) = node else { throw error("must be a mapping") }
    for key in mapping.keys {
      let name = key.string ?? ""
      guard !allowed.contains(name) else { continue }
      let here = SettingsNode(node: key, file: file, path: "")
      let scope = path.isEmpty ? "" : " in `\(path)`"
      throw here.error("unknown key `\(name)`\(scope)", fix: SettingsNode.suggestion(for: name, among: allowed))
    }
  }

  /// `Did you mean x?` where one word is near, else the list of words.
  static func suggestion(for text: String, among words: [String]) -> String {
    let near = words.map { ($0, distance(text, $0)) }.min { $0.1 < $1.1 }
    // Two letters that changed places are two edits.
    if let near, near.1 <= max(text.count < 4 ? 1 : 2, text.count / 3) { return "Did you mean `\(near.0)`?" }
    return "One of: \(words.joined(separator: ", "))"
  }

  /// Letters to add, drop, change or swap with their neighbour: Levenshtein's distance with transpositions.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var before = [Int](repeating: 0, count: b.count + 1)
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        var best = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}

extension String {
  /// An error's text begins with the path in backquotes; a missing key reads better with "in".
  fileprivate func trimmedSubject(_ path: String) -> String { path.isEmpty ? self : "lacks a key: \(self)" }
}
