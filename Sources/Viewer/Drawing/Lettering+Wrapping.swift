import CImGui

extension Lettering {
  /// The text in lines no wider than `limit`.
  static func wrapped(_ text: String, to limit: Float, _ font: ui_font = UI_FONT_REGULAR) -> [String] {
    wrapped(text, to: limit) { width($0, font) }
  }

  /// As above, with any measure: lines break between words, and inside a word that is longer than a line.
  static func wrapped(_ text: String, to limit: Float, measure: (String) -> Float) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      let longer = line.isEmpty ? word : line + " " + word
      if measure(longer) <= limit {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var pieces = broken(word, to: limit, measure)
      line = pieces.removeLast()
      lines += pieces
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A word in pieces that fit, at least one; breaks where a path does, if that is not too early.
  private static func broken(_ word: String, to limit: Float, _ measure: (String) -> Float) -> [String] {
    var pieces: [String] = []
    var rest = Substring(word)
    while rest.count > 1, measure(String(rest)) > limit {
      var count = rest.count - 1
      while count > 1, measure(String(rest.prefix(count))) > limit { count -= 1 }
      if let slash = rest.prefix(count).lastIndex(of: "/") {
        let upToSlash = rest.distance(from: rest.startIndex, to: slash) + 1
        if upToSlash > count / 2 { count = upToSlash }
      }
      pieces.append(String(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return pieces + [String(rest)]
  }
}
