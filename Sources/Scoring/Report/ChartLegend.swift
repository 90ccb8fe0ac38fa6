/// The names of a chart's lines, and the classes that colour them.
enum ChartLegend {
  /// Colour comes from the style sheet; the rest stands on the element, for readers that apply no sheet to drawings.
  static func style(_ index: Int, _ isBaseline: Bool) -> [String: String] {
    var style = ["class": "s\(index % 6)", "fill": "none", "stroke": "currentColor"]
    style["stroke-width"] = isBaseline ? "1.6" : "2"
    if isBaseline { style["stroke-dasharray"] = "5 4" }
    return style
  }

  /// The same with a shape's own attributes.
  static func style(_ index: Int, _ isBaseline: Bool, _ shape: [String: String]) -> [String: String] {
    style(index, isBaseline).merging(shape) { $1 }
  }

  /// `perColour` entries in a row share a colour.
  static func html(_ entries: [(name: String, isBaseline: Bool)], perColour: Int = 1) -> String {
    let items = entries.enumerated().map { index, entry in
      let stroke = HTML.shape(
        "line", style(index / perColour, entry.isBaseline, ["x1": "0", "x2": "28", "y1": "6", "y2": "6"]))
      let mark = HTML.element("svg", ["aria-hidden": "true", "height": "12", "width": "28"], inner: stroke)
      return HTML.element("span", inner: mark + HTML.escape(entry.name))
    }
    return HTML.element("figcaption", inner: items.joined())
  }
}
