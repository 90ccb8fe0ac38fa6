/// A table of words and figures, the first column naming the rows.
public struct ReportGrid: ReportPart {
  public struct Cell: Sendable {
    public var text: String
    /// Under the text, smaller.
    public var note: String

    public init(_ text: String, note: String = "") { (self.text, self.note) = (text, note) }
  }

  public var heading: String
  public var columns: [String]
  public var rows: [(name: String, cells: [Cell])]
  /// The row to set off; nil: none.
  public var main: Int?
  public var caption: String

  public init(
    heading: String, columns: [String], rows: [(name: String, cells: [Cell])], main: Int? = nil, caption: String = ""
  ) {
    (self.heading, self.columns, self.rows, self.main, self.caption) = (heading, columns, rows, main, caption)
  }

  public var html: String {
    let names = ([""] + columns).map { HTML.element("th", ["scope": "col"], text: $0) }.joined()
    let head = HTML.element("thead", inner: HTML.element("tr", inner: names))
    let body = HTML.element("tbody", inner: rows.indices.map(row).joined())
    let note = caption.isEmpty ? "" : HTML.element("p", ["class": "note"], text: caption)
    let table = HTML.element("table", ["class": "scores"], inner: head + body)
    return HTML.section(heading, HTML.element("div", ["class": "scroll", "tabindex": "0"], inner: table) + note)
  }

  private func row(_ index: Int) -> String {
    let cells = zip(columns, rows[index].cells).map { column, cell in
      let small = cell.note.isEmpty ? "" : HTML.element("small", text: cell.note)
      var attributes = ["data-label": column]
      if index == main { attributes["class"] = "main" }
      return HTML.element("td", attributes, inner: HTML.escape(cell.text) + small)
    }
    return HTML.element(
      "tr", inner: HTML.element("th", ["scope": "row"], text: rows[index].name) + cells.joined())
  }
}
