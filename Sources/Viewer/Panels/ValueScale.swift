/// The upright axis of a plot.
struct ValueScale {
  let range: ClosedRange<Double>
  let ticks: [Double]
  let labels: [String]

  /// - Parameter count: about how many round numbers to mark.
  init(series: [Series], count: Double) {
    let values = series.lazy.flatMap(\.values).filter(\.isFinite)
    let (low, high) = (Double(values.min() ?? 0), Double(values.max() ?? 1))
    let margin = high > low ? (high - low) * 0.08 : max(0.5, abs(high) * 0.1)
    range = (low - margin)...(high + margin)
    let step = Ticks.step(span: range.upperBound - range.lowerBound, count: max(2, count))
    let ticks = Ticks.values(in: range, count: max(2, count))
    self.ticks = ticks
    labels = ticks.map { Ticks.label($0, step: step) }
  }

  func y(_ value: Double, in box: Box) -> Float {
    box.high.y - box.height * Float((value - range.lowerBound) / (range.upperBound - range.lowerBound))
  }
}
