/// Scores as bars from 0 to 1 with their 95% bounds, and a mark each for truth and for copying the last frame.
public struct ReportBars: ReportPart {
  public struct Bar: Sendable {
    public var name: String
    public var value: Double
    public var lo: Double?
    public var hi: Double?
    public var truth: Double?
    public var copyLast: Double?

    public init(
      name: String, value: Double, lo: Double? = nil, hi: Double? = nil, truth: Double? = nil, copyLast: Double? = nil
    ) {
      (self.name, self.value, self.lo, self.hi) = (name, value, lo, hi)
      (self.truth, self.copyLast) = (truth, copyLast)
    }
  }

  public var heading: String
  public var bars: [Bar]
  public var caption: String

  public init(heading: String, bars: [Bar], caption: String = "") {
    (self.heading, self.bars, self.caption) = (heading, bars, caption)
  }

  private static let left = 220.0
  private static let right = 620.0
  private static let step = 26.0

  public var html: String {
    let height = 16 + Self.step * Double(bars.count) + 22
    let frame = ChartFrame(width: 640, height: height)
    let grid = [0, 0.25, 0.5, 0.75, 1].map { tick in
      line(place(tick), 8, place(tick), height - 22, ["class": "grid"])
        + frame.text(place(tick), height - 6, Figure.fixed(tick, 2), anchor: "middle")
    }
    let drawing = grid.joined() + bars.indices.map { bar(bars[$0], y: 20 + Self.step * Double($0), frame) }.joined()
    let label = bars.map { "\($0.name) \(Figure.fixed($0.value, 3))" }.joined(separator: ", ")
    let note = caption.isEmpty ? "" : HTML.element("p", ["class": "note"], text: caption)
    return HTML.section(heading, HTML.element("figure", inner: frame.svg(drawing, label: label)) + note)
  }

  private func place(_ value: Double) -> Double {
    Self.left + min(1, max(0, value)) * (Self.right - Self.left)
  }

  private func bar(_ bar: Bar, y: Double, _ frame: ChartFrame) -> String {
    var all = frame.text(Self.left - 8, y + 4, bar.name, anchor: "end")
    all += HTML.shape(
      "rect",
      [
        "class": "s0", "fill": "currentColor", "fill-opacity": "0.45", "height": "12",
        "width": Figure.coordinate(place(bar.value) - Self.left), "x": Figure.coordinate(Self.left),
        "y": Figure.coordinate(y - 6),
      ])
    if let lo = bar.lo, let hi = bar.hi {
      all += line(place(lo), y, place(hi), y, ["class": "s0", "stroke": "currentColor", "stroke-width": "2"])
    }
    let marks = [(bar.truth, "s2"), (bar.copyLast, "s1")]
    for (value, style) in marks {
      guard let value else { continue }
      let x = place(value)
      all += line(x, y - 9, x, y + 9, ["class": style, "stroke": "currentColor", "stroke-width": "2"])
    }
    return all
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ more: [String: String]) -> String {
    let ends = [
      "x1": Figure.coordinate(x1), "x2": Figure.coordinate(x2), "y1": Figure.coordinate(y1),
      "y2": Figure.coordinate(y2),
    ]
    return HTML.shape("line", ends.merging(more) { $1 })
  }
}
