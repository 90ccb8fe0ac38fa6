/// Paired differences of two models with their 95% bounds, a line a metric: a forest plot.
///
/// Left of the middle the second is better, right of it the first. Bounds that hold the middle decide nothing and are
/// drawn faint.
public struct ReportForest: ReportPart {
  public struct Line: Sendable {
    public var name: String
    /// The first's advantage, positive where it is better.
    public var mean: Double
    public var lo: Double?
    public var hi: Double?
    public var n: Int

    public init(name: String, mean: Double, lo: Double?, hi: Double?, n: Int) {
      (self.name, self.mean, self.lo, self.hi, self.n) = (name, mean, lo, hi, n)
    }
  }

  public var heading: String
  public var lines: [Line]
  public var caption: String

  public init(heading: String, lines: [Line], caption: String = "") {
    (self.heading, self.lines, self.caption) = (heading, lines, caption)
  }

  private static let left = 220.0
  private static let right = 590.0
  private static let step = 28.0
  /// The axis shows at least as much to either side.
  private static let least = 0.01

  public var html: String {
    let height = 16 + Self.step * Double(lines.count) + 24
    let frame = ChartFrame(width: 640, height: height)
    let reach = lines.flatMap { [$0.mean, $0.lo ?? 0, $0.hi ?? 0].map { abs($0) } }.max() ?? 1
    let scale = ChartScale(
      [-max(reach, Self.least), max(reach, Self.least)], from: Self.left, to: Self.right, count: 4)
    var drawing = scale.ticks.map { tick in
      let x = scale.place(tick)
      return segment(x, 8, x, height - 24, ["class": "grid"])
        + frame.text(x, height - 8, scale.label(tick), anchor: "middle")
    }.joined()
    drawing += segment(
      scale.place(0), 8, scale.place(0), height - 24, ["stroke": "currentColor", "stroke-width": "1.5"])
    for (i, line) in lines.enumerated() { drawing += draw(line, y: 22 + Self.step * Double(i), scale, frame) }
    let label = lines.map { "\($0.name) \(Figure.fixed($0.mean, 3))" }.joined(separator: ", ")
    let note = caption.isEmpty ? "" : HTML.element("p", ["class": "note"], text: caption)
    return HTML.section(heading, HTML.element("figure", inner: frame.svg(drawing, label: label)) + note)
  }

  private func draw(_ line: Line, y: Double, _ scale: ChartScale, _ frame: ChartFrame) -> String {
    let decides = line.lo.flatMap { lo in line.hi.map { lo > 0 || $0 < 0 } } ?? false
    let look = ["class": "s0", "stroke": "currentColor", "stroke-width": "2", "opacity": decides ? "1" : "0.5"]
    var all = frame.text(Self.left - 8, y + 4, line.name, anchor: "end")
    all += frame.text(634, y + 4, "n \(line.n)", anchor: "end")
    if let lo = line.lo, let hi = line.hi { all += segment(scale.place(lo), y, scale.place(hi), y, look) }
    return all
      + HTML.shape(
        "circle",
        [
          "class": "s0", "cx": Figure.coordinate(scale.place(line.mean)), "cy": Figure.coordinate(y), "r": "4.5",
          "fill": "currentColor", "opacity": decides ? "1" : "0.5",
        ])
  }

  private func segment(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ more: [String: String]) -> String {
    let ends = [
      "x1": Figure.coordinate(x1), "x2": Figure.coordinate(x2), "y1": Figure.coordinate(y1),
      "y2": Figure.coordinate(y2),
    ]
    return HTML.shape("line", ends.merging(more) { $1 })
  }
}
