/// Words of a command line that a user may paste into a shell.
enum ShellWord {
  /// As it is where every character is harmless, otherwise in single quotes.
  static func quoted(_ word: String) -> String {
    let isHarmless = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "/._-+:,@".contains($0) }
    return isHarmless ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
