/// The box of a chart with its axes.
struct ChartFrame {
  let width: Double
  let height: Double

  var left: Double { 56 }
  var right: Double { width - 12 }
  var top: Double { 22 }
  var bottom: Double { height - 38 }

  /// A drawing that fills the width it is given.
  func svg(_ inner: String, label: String) -> String {
    HTML.element(
      "svg",
      [
        "aria-label": label, "fill": "currentColor", "font-size": "12", "role": "img",
        "viewBox": "0 0 \(Int(width)) \(Int(height))",
      ], inner: inner)
  }

  func axes(_ x: ChartScale, _ y: ChartScale, _ xLabel: String, _ yLabel: String) -> String {
    let rows = y.ticks.map { tick in
      line(left, y.place(tick), right, y.place(tick))
        + text(left - 6, y.place(tick) + 4, y.label(tick), anchor: "end")
    }
    let columns = x.ticks.map { tick in
      line(x.place(tick), bottom, x.place(tick), bottom + 4)
        + text(x.place(tick), bottom + 17, x.label(tick), anchor: "middle")
    }
    let names = text((left + right) / 2, height - 5, xLabel, anchor: "middle") + text(4, 12, yLabel, anchor: "start")
    return rows.joined() + columns.joined() + names
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    HTML.shape(
      "line",
      [
        "class": "grid", "x1": Figure.coordinate(x1), "y1": Figure.coordinate(y1), "x2": Figure.coordinate(x2),
        "y2": Figure.coordinate(y2),
      ])
  }

  func text(_ x: Double, _ y: Double, _ text: String, anchor: String) -> String {
    HTML.element(
      "text", ["text-anchor": anchor, "x": Figure.coordinate(x), "y": Figure.coordinate(y)], text: text)
  }
}
