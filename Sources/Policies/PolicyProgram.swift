import Diagnostics
import Foundation

/// A user's own program that chooses a robot's actions, and how it is started.
public struct PolicyProgram: Equatable, Sendable {
  /// Seconds.
  public static let usualTimeout = 10.0
  public static let timeouts = 0.1...3600.0
  /// As many as the shipped models have frames in a latent.
  public static let usualChunk = 4

  /// The program and its arguments.
  public var command: [String]
  /// Where it is started, and where relative paths in `command` begin.
  public var folder: URL
  /// Seconds that it may take for each answer; the first of them includes its start.
  public var timeout: Double
  /// Actions an answer.
  public var chunk: Int
  /// What it is to achieve; nil where nobody judges.
  public var goal: PolicyGoal?

  public init(
    command: [String], folder: URL, timeout: Double = usualTimeout, chunk: Int = usualChunk, goal: PolicyGoal? = nil
  ) {
    precondition(!command.isEmpty, "a command of no words")
    (self.command, self.folder, self.timeout, self.chunk, self.goal) = (command, folder, timeout, chunk, goal)
  }

  /// The command as a line, for messages.
  public var line: String { command.joined(separator: " ") }

  /// A hash of the command, what it is told, and the bytes of the files that it names.
  ///
  /// What the program reads beside them (modules, weights) is not known here and not covered.
  public func identity() throws -> String {
    var parts = command + ["\(chunk)", try StableJSON.text(goal)]
    for word in command {
      let file = word.hasPrefix("/") ? URL(fileURLWithPath: word) : folder.appendingPathComponent(word)
      if FileFacts.isReadableFile(file.path) { parts.append(try SHA256.hex(file: file.path)) }
    }
    return SHA256.hex(parts.joined(separator: "\n").utf8)
  }
}
