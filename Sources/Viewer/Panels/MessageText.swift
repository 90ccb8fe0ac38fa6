/// A message in a few lines. What is too long loses the middle of its paths first, then its own: an error begins with
/// what failed and ends with the reason and what to do.
struct MessageText {
  let lines: [String]

  static let limit = 3
  /// Paths are not cut below this many characters.
  private static let shortestPath = 24

  init(_ text: String, width: Float, measure: (String) -> Float) {
    func wrapped(_ text: String) -> [String] { Lettering.wrapped(text, to: width, measure: measure) }
    // No three lines hold more than this, and wrapping takes time.
    var words = Self.cut(text, to: 1500, from: 0.3).split(whereSeparator: \.isWhitespace).map(String.init)
    let paths = words.indices.filter { words[$0].contains("/") }.sorted { words[$0].count > words[$1].count }
    for place in paths {
      let path = words[place]
      var length = path.count
      while length > Self.shortestPath, wrapped(words.joined(separator: " ")).count > Self.limit {
        length = max(Self.shortestPath, length - 4)
        words[place] = Self.cut(path, to: length, from: 0.4)
      }
    }
    let whole = words.joined(separator: " ")
    var (shown, length) = (whole, whole.count)
    while wrapped(shown).count > Self.limit, length > 2 {
      length -= max(1, length / 50)
      shown = Self.cut(whole, to: length, from: 0.3)
    }
    let widest = wrapped(shown)
    // As narrow as the same number of lines allows: no word stands alone.
    let narrower = [0.5, 0.6, 0.7, 0.8, 0.9].map { Lettering.wrapped(shown, to: width * $0, measure: measure) }
    lines = narrower.first { $0.count == widest.count } ?? widest
  }

  /// Its beginning and its end, `length` characters in all; `share` of what is kept is the beginning.
  private static func cut(_ text: String, to length: Int, from share: Double) -> String {
    guard text.count > length else { return text }
    let head = Int(Double(length - 1) * share)
    return String(text.prefix(head)) + "…" + String(text.suffix(max(0, length - 1 - head)))
  }
}
