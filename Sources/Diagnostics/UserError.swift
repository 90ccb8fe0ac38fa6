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
    return fix.isEmpty ? head : "\(head). \(fix)"
  }
}
