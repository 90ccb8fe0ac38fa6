import Diagnostics

/// Mistakes on the command line that its parser would take for something else.
enum ArgumentCheck {
  /// Options whose values may begin with a minus; their parser takes whatever comes next (`.unconditional`).
  private static let signed: Set = ["--speeds"]

  /// - Throws: `UserError` for an argument that is empty, which a path would take for the present folder, and for a number
  ///   below 0, which would count as an option of its own. No option takes the former, only `signed` ones the latter.
  static func check(_ arguments: [String]) throws {
    var option = ""
    for (i, argument) in arguments.enumerated() {
      if argument.isEmpty || argument.hasPrefix("--") && argument.hasSuffix("=") {
        let place = argument.isEmpty ? option : String(argument.dropLast())
        throw UserError(
          "is empty", at: place.isEmpty ? "argument \(i + 1)" : place, fix: "Is a variable of the shell not set?")
      }
      if !option.isEmpty, !signed.contains(option), argument.hasPrefix("-"), Double(argument) != nil {
        throw UserError("\(argument) is below 0", at: option, fix: "`--help` says what it takes")
      }
      if argument == "--" { return }
      option = argument.hasPrefix("--") && !argument.contains("=") ? argument : ""
    }
  }
}
