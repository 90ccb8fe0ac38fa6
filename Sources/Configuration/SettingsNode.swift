import Diagnostics
import Foundation
import Yams

/// A value in a YAML file that knows where it stands, so that every complaint names file, line and column.
public struct SettingsNode {
  let node: Node
  /// The file's path as the user gave it.
  let file: String
  /// The keys that lead here, e.g. `sampler.steps`.
  public let path: String

  /// Parses a whole file.
  ///
  /// - Throws: `UserError` where it cannot be read, is not YAML, or is empty.
  public init(file url: URL) throws {
    try self.init(text: try InputFile.text(url.path), file: url.path)
  }

  /// Parses text; `file` is used in messages only.
  public init(text: String, file: String) throws {
    do {
      guard let root = try Yams.compose(yaml: text) else { throw UserError("the file is empty", at: file) }
      self.init(node: root, file: file, path: "")
    } catch let error as YamlError {
      throw UserError(SettingsNode.explain(error), at: SettingsNode.place(of: error, file: file))
    }
  }

  init(node: Node, file: String, path: String) {
    self.node = node
    self.file = file
    self.path = path
  }

  /// `file:line:column`, as editors understand it.
  public var place: String {
    guard let mark = node.mark else { return file }
    return "\(file):\(mark.line):\(mark.column)"
  }

  /// An error about this value.
  public func error(_ what: String, fix: String = "") -> UserError {
    UserError(path.isEmpty ? what : "`\(path)` \(what)", at: place, fix: fix)
  }

  private static func place(of error: YamlError, file: String) -> String {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return "\(file):\(mark.line):\(mark.column)"
    case .duplicatedKeysInMapping(_, let context):
      return "\(file):\(context.mark.line):\(context.mark.column)"
    default:
      return file
    }
  }

  private static func explain(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      return "this is not YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, _):
      return "the same key stands twice: \(duplicates.sorted().joined(separator: ", "))"
    default:
      return "this is not YAML (\(error))"
    }
  }
}
