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
  /// Pictures that are strips themselves, as wide as the page: each under its label instead of beside it.
  public var isWide: Bool

  public init(heading: String, times: [String], rows: [Row], caption: String = "", isWide: Bool = false) {
    (self.heading, self.times, self.rows, self.caption) = (heading, times, rows, caption)
    self.isWide = isWide
  }

  public var html: String {
    let note = caption.isEmpty ? "" : HTML.element("p", ["class": "note"], text: caption)
    return HTML.section(heading, (isWide ? wide : table) + note)
  }

  private var wide: String {
    rows.map { row in
      let pictures = row.pictures.enumerated().compactMap { i, png in png.map { image(row, i, $0) } }
      return HTML.element(
        "figure", ["class": "wide"],
        inner: HTML.element("figcaption", text: ([row.label] + times).joined(separator: ": "))
          + HTML.element("div", ["class": "strip", "tabindex": "0"], inner: pictures.joined()))
    }.joined()
  }

  private var table: String {
    let head = HTML.element("th", text: "") + times.map { HTML.element("th", ["scope": "col"], text: $0) }.joined()
    let body = rows.map { row in
      let label = HTML.element("th", ["scope": "row"], text: row.label)
      return HTML.element("tr", inner: label + times.indices.map { cell(row, $0) }.joined())
    }
    let table = HTML.element(
      "table",
      inner: HTML.element("thead", inner: HTML.element("tr", inner: head))
        + HTML.element("tbody", inner: body.joined()))
    return HTML.element("div", ["class": "strip", "tabindex": "0"], inner: table)
  }

  private func cell(_ row: Row, _ column: Int) -> String {
    guard column < row.pictures.count, let png = row.pictures[column] else { return HTML.element("td", text: "") }
    return HTML.element("td", inner: image(row, column, png))
  }

  private func image(_ row: Row, _ column: Int, _ png: Data) -> String {
    let label = column < times.count ? "\(row.label), \(times[column])" : row.label
    return HTML.empty("img", ["alt": label, "src": "data:image/png;base64,\(png.base64EncodedString())"])
  }
}
