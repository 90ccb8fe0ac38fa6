/// What a number is drawn from: a value, an interval, or several intervals, uniformly over their total length.
struct DrawRange: Equatable, Sendable {
  let parts: [ClosedRange<Double>]

  init(_ parts: [ClosedRange<Double>]) {
    precondition(!parts.isEmpty, "a range without parts")
    self.parts = parts
  }

  /// The value at a share of the total length, 0 ≤ share < 1; the parts are equally likely where none has a length.
  func value(at share: Double) -> Double {
    let lengths = parts.map { $0.upperBound - $0.lowerBound }
    let total = lengths.reduce(0, +)
    guard total > 0 else { return parts[min(parts.count - 1, Int(share * Double(parts.count)))].lowerBound }
    var rest = share * total
    for (part, length) in zip(parts, lengths) {
      if rest < length { return part.lowerBound + rest }
      rest -= length
    }
    return parts[parts.count - 1].upperBound
  }

  func contains(_ value: Double) -> Bool { parts.contains { $0.contains(value) } }

  /// From the smallest to the largest value that can be drawn.
  var hull: ClosedRange<Double> {
    let lower = parts.map(\.lowerBound).min() ?? 0
    return lower...(parts.map(\.upperBound).max() ?? lower)
  }
}
