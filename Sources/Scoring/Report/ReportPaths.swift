/// Objects' paths seen from above or in the picture: truth drawn through, prediction dashed, both ending in a dot.
public struct ReportPaths: ReportPart {
  /// One object; nil breaks a line where the object was not found.
  public struct Object: Sendable {
    public var name: String
    public var truth: [SIMD2<Double>?]
    public var prediction: [SIMD2<Double>?]

    public init(name: String, truth: [SIMD2<Double>?], prediction: [SIMD2<Double>?]) {
      (self.name, self.truth, self.prediction) = (name, truth, prediction)
    }
  }

  public var heading: String
  public var xLabel: String
  public var yLabel: String
  /// Whether y grows downwards, as in a picture.
  public var isPicture: Bool
  public var objects: [Object]

  public init(heading: String = "Object paths", xLabel: String, yLabel: String, isPicture: Bool, objects: [Object]) {
    (self.heading, self.xLabel, self.yLabel) = (heading, xLabel, yLabel)
    (self.isPicture, self.objects) = (isPicture, objects)
  }

  private static let frame = ChartFrame(width: 520, height: 420)

  public var html: String {
    let points = objects.flatMap { ($0.truth + $0.prediction).compactMap { $0 } }
    let (x, y) = scales(points)
    let drawing = objects.enumerated().map { index, object in
      line(object.truth, ChartLegend.style(index, false), x, y)
        + line(object.prediction, ChartLegend.style(index, true), x, y)
    }
    let legend = ChartLegend.html(
      objects.flatMap { [("\($0.name), truth", false), ("\($0.name), prediction", true)] }, perColour: 2)
    let inner = Self.frame.axes(x, y, xLabel, yLabel) + drawing.joined()
    let figure = Self.frame.svg(inner, label: "\(heading): \(yLabel) against \(xLabel)")
    return HTML.section(heading, HTML.element("figure", ["class": "square"], inner: figure + legend))
  }

  /// The same length means the same distance on both axes.
  private func scales(_ points: [SIMD2<Double>]) -> (ChartScale, ChartScale) {
    let frame = Self.frame
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let middle = SIMD2(((xs.min() ?? 0) + (xs.max() ?? 1)) / 2, ((ys.min() ?? 0) + (ys.max() ?? 1)) / 2)
    let wide = ((xs.max() ?? 1) - (xs.min() ?? 0)) / (frame.right - frame.left)
    let high = ((ys.max() ?? 1) - (ys.min() ?? 0)) / (frame.bottom - frame.top)
    let scale = max(wide, high, 1e-9) * 0.55
    let x = [middle.x - scale * (frame.right - frame.left), middle.x + scale * (frame.right - frame.left)]
    let y = [middle.y - scale * (frame.bottom - frame.top), middle.y + scale * (frame.bottom - frame.top)]
    return (
      ChartScale(exactly: x, from: frame.left, to: frame.right),
      ChartScale(exactly: y, from: isPicture ? frame.top : frame.bottom, to: isPicture ? frame.bottom : frame.top)
    )
  }

  private func line(_ points: [SIMD2<Double>?], _ style: [String: String], _ x: ChartScale, _ y: ChartScale) -> String {
    var path = ""
    var isDrawing = false
    for point in points {
      if let point {
        let at = "\(Figure.coordinate(x.place(point.x))) \(Figure.coordinate(y.place(point.y)))"
        path += (isDrawing ? "L" : "M") + at
      }
      isDrawing = point != nil
    }
    guard let last = points.last(where: { $0 != nil }) ?? nil else { return "" }
    let end = ["cx": Figure.coordinate(x.place(last.x)), "cy": Figure.coordinate(y.place(last.y)), "r": "3.5"]
    return HTML.shape("path", style.merging(["d": path]) { $1 }) + HTML.shape("circle", style.merging(end) { $1 })
  }
}
