import Diagnostics
import Foundation

/// Keys that press themselves: lines of time and key, for tests, pictures and measurements.
///
///     # seconds  key  [held for seconds]
///     0.5  w  1.2
///     2.0  tab
///
/// Times count from the start of driving and rise from line to line. A key without a duration is tapped.
public struct InputScriptFile: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    /// Seconds.
    public var time: Double
    public var key: String
    /// Pressed, or let go.
    public var isDown: Bool
  }

  /// In the order of their times; a key comes up at most once for each time it went down.
  public private(set) var lines: [Line] = []
  /// When the last key comes up, seconds.
  public var end: Double { lines.last?.time ?? 0 }

  public init(_ lines: [Line] = []) { self.lines = Self.sorted(lines) }

  /// - Parameter windowKeys: keys that mean something besides those of `KeyMap`.
  /// - Throws: `UserError` with file and line for anything that is not time and key.
  public init(file path: String, windowKeys: [String]) throws {
    try self.init(text: try InputFile.text(path), at: path, windowKeys: windowKeys)
  }

  public init(text: String, at path: String, windowKeys: [String] = []) throws {
    var lines: [Line] = []
    var last = 0.0
    for (number, row) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let place = "\(path):\(number + 1)"
      let words = row.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.isEmpty { continue }
      guard (2...3).contains(words.count), let time = Double(words[0]), time.isFinite, time >= 0 else {
        throw UserError("\"\(row)\" is not a time and a key", at: place, fix: "Write for example: 0.5 w 1.2")
      }
      guard time >= last else { throw UserError("\(time) s comes after \(last) s", at: place, fix: "Sort the lines") }
      let held = words.count == 3 ? Double(words[2]) : 0
      guard let held, held.isFinite, held >= 0 else {
        throw UserError("\"\(words[2])\" is no duration", at: place, fix: "Give seconds")
      }
      let key = words[1].lowercased()
      guard KeyMap.input(key) != nil || windowKeys.contains(key) else {
        throw UserError(
          "\"\(words[1])\" is no key of the driving window", at: place,
          fix: "Keys are \((KeyMap.names + windowKeys).joined(separator: " "))")
      }
      last = time
      lines.append(Line(time: time, key: key, isDown: true))
      lines.append(Line(time: time + held, key: key, isDown: false))
    }
    self.init(lines)
  }

  /// Takes out what is due at `time`.
  public mutating func take(until time: Double) -> [Line] {
    // Half a microsecond: times of actions are multiples of a tenth, which has no exact number.
    let due = lines.prefix { $0.time <= time + 5e-7 }
    lines.removeFirst(due.count)
    return Array(due)
  }

  public var isEmpty: Bool { lines.isEmpty }

  /// By time; at one time the order stays.
  private static func sorted(_ lines: [Line]) -> [Line] {
    lines.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }
}
