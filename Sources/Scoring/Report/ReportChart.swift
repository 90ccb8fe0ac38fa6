/// Curves over the horizon, as an inline SVG.
public struct ReportChart: ReportPart {
  /// One curve; nil breaks the line.
  public struct Series: Sendable {
    public var name: String
    public var values: [Double?]
    /// Baselines are drawn dashed and thin.
    public var isBaseline: Bool

    public init(name: String, values: [Double?], isBaseline: Bool = false) {
      (self.name, self.values, self.isBaseline) = (name, values, isBaseline)
    }
  }

  public var heading: String
  public var yLabel: String
  public var xLabel: String
  /// Seconds between two values of a series; the first value lies one step after 0.
  public var step: Double
  public var series: [Series]

  public init(
    heading: String, yLabel: String, xLabel: String = "seconds after the context", step: Double, series: [Series]
  ) {
    (self.heading, self.yLabel, self.xLabel, self.step, self.series) = (heading, yLabel, xLabel, step, series)
  }

  /// A metric's curves from a score table: prediction, copy-last and second take. Nil where the metric has no curve.
  public init?(_ metric: MetricName, of table: ScoreTable, rate: Double) {
    guard let row = table[metric], let curve = row.value.curve else { return nil }
    var series = [Series(name: "prediction", values: curve)]
    if let copied = row.copyLast.curve { series.append(Series(name: "copy-last", values: copied, isBaseline: true)) }
    if let take = row.secondTake?.curve { series.append(Series(name: "second take", values: take, isBaseline: true)) }
    let unit = metric.unit.isEmpty ? "" : " (\(metric.unit))"
    self.init(heading: metric.title, yLabel: metric.rawValue + unit, step: 1 / rate, series: series)
  }

  static let frame = ChartFrame(width: 640, height: 260)

  public var html: String {
    let values = series.flatMap { $0.values.compactMap { $0 } }
    let longest = series.map(\.values.count).max() ?? 0
    let x = ChartScale([0, Double(max(1, longest)) * step], from: Self.frame.left, to: Self.frame.right, count: 8)
    let y = ChartScale(values, from: Self.frame.bottom, to: Self.frame.top)
    let curves = series.enumerated().map { line($1, $0, x, y) }.joined()
    let drawing = Self.frame.axes(x, y, xLabel, yLabel) + curves
    let svg = Self.frame.svg(drawing, label: "\(heading): \(yLabel) over \(xLabel)")
    return HTML.section(
      heading, HTML.element("figure", inner: svg + ChartLegend.html(series.map { ($0.name, $0.isBaseline) })))
  }

  private func line(_ series: Series, _ index: Int, _ x: ChartScale, _ y: ChartScale) -> String {
    var path = ""
    var isDrawing = false
    for (i, value) in series.values.enumerated() {
      guard let value else {
        isDrawing = false
        continue
      }
      let at = "\(Figure.coordinate(x.place(Double(i + 1) * step))) \(Figure.coordinate(y.place(value)))"
      path += (isDrawing ? "L" : "M") + at
      isDrawing = true
    }
    return HTML.shape("path", ChartLegend.style(index, series.isBaseline, ["d": path]))
  }
}
