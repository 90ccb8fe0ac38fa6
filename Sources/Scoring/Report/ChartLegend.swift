/// The names of a chart's lines, and the classes that colour them.
enum ChartLegend {
  static func style(_ index: Int, _ isBaseline: Bool) -> String {
    "line s\(index % 6)" + (isBaseline ? " dashed" : "")
  }

  /// `perColour` entries in a row share a colour.
  static func html(_ entries: [(name: String, isBaseline: Bool)], perColour: Int = 1) -> String {
    let items = entries.enumerated().map { index, entry in
      let stroke = HTML.shape(
        "line", ["class": style(index / perColour, entry.isBaseline), "x1": "0", "x2": "28", "y1": "6", "y2": "6"])
      let mark = HTML.element("svg", ["aria-hidden": "true", "height": "12", "width": "28"], inner: stroke)
      return HTML.element("span", inner: mark + HTML.escape(entry.name))
    }
    return HTML.element("figcaption", inner: items.joined())
  }
}
