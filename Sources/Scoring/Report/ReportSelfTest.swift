/// The self-test as a matrix: a row a metric, a column a corruption.
public struct ReportSelfTest: ReportPart {
  public var test: SelfTest

  public init(_ test: SelfTest) { self.test = test }

  public static let heading = "Can these scores be trusted?"

  /// Corruptions of pictures, then those of samples and rankings as the rows name them.
  private var columns: [String] {
    test.rows.map(\.corruption).reduce(into: ["truth"] + Corruption.allCases.map(\.rawValue)) { all, name in
      if !all.contains(name) { all.append(name) }
    }
  }

  public var html: String {
    let names = columns.map { name in
      HTML.element("th", ["scope": "col"], text: name.split(separator: "_").joined(separator: " "))
    }
    let head = HTML.element("thead", inner: HTML.element("tr", inner: HTML.element("th", text: "") + names.joined()))
    var metrics: [String] = []
    for row in test.rows where !metrics.contains(row.metric) { metrics.append(row.metric) }
    let body = HTML.element("tbody", inner: metrics.map(line).joined())
    let table = HTML.element("table", ["class": "matrix"], inner: head + body)
    let note = HTML.element("p", ["class": "note"], text: Self.caption)
    let lead = HTML.element("p", text: "\(test.passed) checks passed, \(test.failed) failed.")
    return HTML.section(
      Self.heading,
      lead + HTML.element("div", ["class": "strip", "tabindex": "0"], inner: table) + note
    ) + failures
  }

  private static let caption = """
    Every score was put to corrupted truth first. ● : caught, worse than a second take with 95% confidence, as this metric \
    must. · : not ranked above truth, and no more is asked; ○ : a known blind spot. ✗ : failed. Empty: cannot be measured. "groups" counts the \
    kinds of metrics that caught a corruption.
    """

  private func line(_ metric: String) -> String {
    let cells = columns.map { column -> String in
      guard let row = test.rows.first(where: { $0.metric == metric && $0.corruption == column }) else {
        return HTML.element("td", text: "")
      }
      return HTML.element("td", ["class": row.pass ? "pass" : "fail", "title": tip(row)], text: mark(row))
    }
    return HTML.element("tr", inner: HTML.element("th", ["scope": "row"], text: metric) + cells.joined())
  }

  private func mark(_ row: SelfTest.Row) -> String {
    guard row.pass else { return "✗" }
    switch row.rule {
    case "designated": return "●"
    case "groups", "clips": return row.delta.map { Figure.fixed($0, 0) } ?? ""
    default: return row.note == SanityMatrix.blindNote ? "○" : "·"
    }
  }

  private func tip(_ row: SelfTest.Row) -> String {
    let figures = [row.delta, row.lo, row.hi].map { $0.map { Figure.fixed($0, 4) } ?? "–" }
    let bounds = "\(row.rule): \(figures[0]) [\(figures[1]), \(figures[2])]"
    return row.note.map { "\(bounds); \($0)" } ?? bounds
  }

  /// Without a pointer the reasons would not be seen.
  private var failures: String {
    test.rows.filter { !$0.pass }.map { row in
      HTML.element("p", ["class": "note"], text: "✗ \(row.metric), \(row.corruption): \(tip(row))")
    }.joined()
  }
}
