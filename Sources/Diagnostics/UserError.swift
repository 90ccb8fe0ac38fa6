import Foundation

/// A mistake in something the user gave us: an option, a file, a data set, a model.
///
/// Commands print it as one line and exit with 2. Programmer errors are preconditions instead.
public struct UserError: Error, Equatable, CustomStringConvertible, Sendable {
  /// What is wrong, with the offending value.
  public var what: String
  /// Where it is wrong: a file (with line and column where known), an option, a tensor. Empty where `what` says it.
  public var place: String
  /// What the user can do about it. Empty where that is plain.
  public var fix: String

  public init(_ what: String, at place: String = "", fix: String = "") {
    self.what = what
    self.place = place
    self.fix = fix
  }

  /// `place: what. fix`, on one line.
  public var description: String {
    let head = place.isEmpty ? what : "\(place): \(what)"
    return Self.onOneLine(fix.isEmpty ? head : "\(head). \(fix)")
  }

  /// What users' files and names hold may break lines or move the terminal's cursor.
  private static func onOneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
    return text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }
}

extension UserError {
  /// Why a file cannot be read: it is not there, it is a folder, or it is not for this user.
  public static func unreadable(_ path: String, fix: String = "Check the path") -> UserError {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return UserError("there is no such file", at: path, fix: fix)
    }
    if isFolder.boolValue { return UserError("is a folder where a file is expected", at: path, fix: fix) }
    guard FileManager.default.isReadableFile(atPath: path) else {
      return UserError("may not be read", at: path, fix: "Check its permissions")
    }
    return UserError("cannot be read", at: path)
  }

  /// The error as found while working on `file`: a place that is no path of its own is one within that file.
  public func inside(_ file: String) -> UserError {
    guard !place.contains("/") else { return self }
    return UserError(place.isEmpty ? what : "`\(place)`: \(what)", at: file, fix: fix)
  }
}
