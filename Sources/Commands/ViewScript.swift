import Diagnostics
import Foundation
import Viewer

/// Reads the input script of `orrery view`: lines of seconds, then a key or an action with its argument.
///
///     0.5  space
///     2.0  layout ensemble
enum ViewScript {
  /// Seconds that a script may take.
  private static let longest = 3600.0

  /// - Throws: `UserError` with file and line for anything else.
  static func parse(_ text: String, at path: String) throws -> TimedScript {
    var steps: [(time: Double, action: InputAction)] = []
    for (number, row) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let words = row.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = words.first else { continue }
      let rest = words.dropFirst().joined(separator: " ")
      guard let time = Double(first), (0...Self.longest).contains(time), let action = known(rest) else {
        throw UserError(
          "\"\(row)\" is not a time and a key or action", at: "\(path):\(number + 1)",
          fix: "Write for example: 0.5 space, or: 2.0 seek 12")
      }
      steps.append((time, action))
    }
    return TimedScript(steps)
  }

  /// - Throws: `UserError` for anything that is no action or key.
  static func action(_ text: String, at place: String) throws -> InputAction {
    guard let action = known(text) else {
      throw UserError("\"\(text)\" is no action", at: place, fix: "Write for example: drift, or: zoom 2 .5 .5")
    }
    return action
  }

  private static func known(_ text: String) -> InputAction? {
    Shortcut.action(named: text) ?? InputAction(parsing: text)
  }
}

extension TimedScript {
  init(file path: String) throws {
    self = try ViewScript.parse(try InputFile.text(path), at: path)
  }
}
