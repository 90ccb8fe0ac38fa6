import Foundation

/// A linear map from values to a chart's coordinates, with ticks at round values.
struct ChartScale {
  let low: Double
  let high: Double
  let ticks: [Double]
  private let from: Double
  private let to: Double

  /// Widened to round values; a single value gets room on both sides.
  init(_ values: [Double], from: Double, to: Double, count: Int = 5) {
    let finite = values.filter(\.isFinite)
    var least = finite.min() ?? 0
    var most = finite.max() ?? 1
    if most - least < 1e-9 * max(1, abs(most)) { (least, most) = (least - 0.5, most + 0.5) }
    let step = Self.step((most - least) / Double(count))
    low = (least / step).rounded(.down) * step
    high = (most / step).rounded(.up) * step
    let first = low
    ticks = (0...Int(((high - low) / step).rounded())).map { first + Double($0) * step }
    (self.from, self.to) = (from, to)
  }

  /// From the lesser to the greater value as they are, with the round values between them as ticks.
  init(exactly values: [Double], from: Double, to: Double, count: Int = 5) {
    let least = values.min() ?? 0
    let most = max(values.max() ?? 1, least + 1e-12)
    let step = Self.step((most - least) / Double(count))
    let first = (least / step).rounded(.up)
    let last = (most / step).rounded(.down)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    (low, high, self.from, self.to) = (least, most, from, to)
  }

  /// 1, 2 or 5 times a power of ten, at least the width given.
  private static func step(_ width: Double) -> Double {
    let power = pow(10, floor(log10(width)))
    return ([1, 2, 5].first { $0 * power >= width * 0.999 } ?? 10) * power
  }

  func place(_ value: Double) -> Double { from + (value - low) / (high - low) * (to - from) }

  /// With as many decimals as the ticks need.
  func label(_ tick: Double) -> String {
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
    return Figure.fixed(tick, max(0, Int(-floor(log10(step) + 1e-9))))
  }
}
