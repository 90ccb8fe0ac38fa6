import CImGui

/// The upright axis of a plot.
struct ValueScale {
  let range: ClosedRange<Double>
  let ticks: [Double]
  let labels: [String]

  /// What the values of all series lie in, with a margin.
  static func range(of series: [Series]) -> ClosedRange<Double> {
    let values = series.lazy.flatMap(\.values).filter(\.isFinite)
    let (low, high) = (Double(values.min() ?? 0), Double(values.max() ?? 1))
    let margin = high > low ? (high - low) * 0.08 : max(0.5, abs(high) * 0.1)
    return (low - margin)...(high + margin)
  }

  /// - Parameter count: about how many round numbers to mark.
  init(_ range: ClosedRange<Double>, count: Double) {
    self.range = range
    // A scale is read off two numbers at least; what is asked for is rounded, maybe to fewer.
    let span = range.upperBound - range.lowerBound
    let enough = [1, 2, 4].map { $0 * max(2, count) }.first { Ticks.values(in: range, count: $0).count >= 2 } ?? 8
    let step = Ticks.step(span: span, count: enough)
    ticks = Ticks.values(in: range, count: enough)
    labels = ticks.map { Ticks.label($0, step: step) }
  }

  func y(_ value: Double, in box: Box) -> Float {
    box.high.y - box.height * Float((value - range.lowerBound) / (range.upperBound - range.lowerBound))
  }

  /// A line across the chart at each round number, the number in `labels` beside it.
  func draw(in chart: Box, labels box: Box, _ pass: Pass) {
    var last = Float.infinity
    for (value, label) in zip(ticks, labels) {
      let y = y(value, in: chart).rounded()
      Canvas.line(Point(chart.low.x, y), Point(chart.high.x, y), Palette.line)
      // Labels of the outermost lines move inwards, clear of the title and the times.
      let middle = min(max(y, chart.low.y + pass.size(8)), chart.high.y - pass.size(6))
      // One that would lie on the one below is left out.
      guard last - middle >= pass.size(12) else { continue }
      last = middle
      let place = Box(
        Point(box.low.x, middle - pass.size(8)), Point(box.high.x - pass.size(6), middle + pass.size(8)))
      Lettering.draw(label, in: place, Palette.faint, font: UI_FONT_SMALL, side: .right)
    }
  }
}
