/// Where numbers of one kind end, but for a few that lie far outside as a sensor's faults and placeholders do.
///
/// The rest is what lies between two quantiles; outside is what is more than `reach` times its width away from it. So a
/// lone 65535 among joint angles is outside, and a fast motion among slow ones is not.
struct ValueFence: Sendable {
  /// Share of the numbers, at each end, that the quantiles leave out: one of them at least.
  static let share = 0.005
  static let reach = 10.0
  /// Fewer numbers than these say nothing about each other.
  private static let least = 8

  /// Smallest and largest of the numbers inside.
  let bounds: ClosedRange<Double>

  /// - Parameter values: finite ones.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    guard sorted.count >= Self.least else {
      bounds = (sorted.first ?? 0)...(sorted.last ?? 0)
      return
    }
    let cut = max(1, Int(Self.share * Double(sorted.count)))
    let (low, high) = (sorted[cut], sorted[sorted.count - 1 - cut])
    let size = max(1, abs(low), abs(high))
    // What stands still is a measure of nothing.
    let width = high - low > 1e-6 * size ? high - low : size
    let fence = low - Self.reach * width...high + Self.reach * width
    let (first, last) = (sorted.first { fence.contains($0) } ?? low, sorted.last { fence.contains($0) } ?? high)
    bounds = first...last
  }

  func contains(_ value: Double) -> Bool { bounds.contains(value) }
}
