import Foundation

/// Rows of pictures over time: truth above prediction above their difference.
public struct ReportFilmStrip: ReportPart {
  /// One row of pictures.
  public struct Row: Sendable {
    public var label: String
    /// PNG files, one a column; nil leaves the place empty.
    public var pictures: [Data?]

    public init(label: String, pictures: [Data?]) {
      (self.label, self.pictures) = (label, pictures)
    }
  }

  public var heading: String
  /// Over each column: `0.4 s`.
  public var times: [String]
  public var rows: [Row]
  public var caption: String
  /// Pictures that are strips themselves, as wide as the page.
  public var isWide: Bool

  public init(heading: String, times: [String], rows: [Row], caption: String = "", isWide: Bool = false) {
    (self.heading, self.times, self.rows, self.caption) = (heading, times, rows, caption)
    self.isWide = isWide
  }

  public var html: String {
    let head = HTML.element("th", text: "") + times.map { HTML.element("th", ["scope": "col"], text: $0) }.joined()
    let body = rows.map { row in
      let label = HTML.element("th", ["scope": "row"], text: row.label)
      return HTML.element("tr", inner: label + times.indices.map { cell(row, $0) }.joined())
    }
    let table = HTML.element(
      "table",
      inner: HTML.element("thead", inner: HTML.element("tr", inner: head))
        + HTML.element("tbody", inner: body.joined()))
    let note = caption.isEmpty ? "" : HTML.element("p", ["class": "note"], text: caption)
    return HTML.section(heading, HTML.element("div", ["class": isWide ? "strip wide" : "strip", "tabindex": "0"], inner: table) + note)
  }

  private func cell(_ row: Row, _ column: Int) -> String {
    guard column < row.pictures.count, let png = row.pictures[column] else { return HTML.element("td", text: "") }
    let picture = HTML.empty(
      "img", ["alt": "\(row.label), \(times[column])", "src": "data:image/png;base64,\(png.base64EncodedString())"])
    return HTML.element("td", inner: picture)
  }
}
