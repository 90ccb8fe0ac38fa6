import Foundation

/// Round numbers along an axis.
enum Ticks {
  /// A step of 1, 2 or 5 times a power of ten that gives about `count` steps in `span`.
  static func step(span: Double, count: Double) -> Double {
    guard span > 0, count > 0, span.isFinite else { return 1 }
    let rough = span / count
    let power = pow(10, floor(log10(rough)))
    let factor = rough / power
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10)
  }

  /// Round numbers within a range.
  static func values(in range: ClosedRange<Double>, count: Double) -> [Double] {
    let step = step(span: range.upperBound - range.lowerBound, count: count)
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard last - first < 100, last >= first else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// As many decimals as the step needs.
  static func label(_ value: Double, step: Double) -> String {
    let digits = max(0, Int(-floor(log10(step) + 1e-9)))
    return String(format: "%.\(digits)f", abs(value) < step / 1e6 ? 0 : value).replacingOccurrences(of: "-", with: "−")
  }
}
