extension [Double] {
  /// Nil of an empty array.
  public var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }

  /// The middle value, or the mean of the two middle ones; nil of an empty array.
  var median: Double? { quantile(0.5) }

  /// Linear interpolation between order statistics (type 7 of Hyndman and Fan, numpy's default).
  func quantile(_ q: Double) -> Double? {
    guard !isEmpty else { return nil }
    let ordered = sorted()
    let place = q * Double(count - 1)
    let low = Int(place)
    let high = Swift.min(low + 1, count - 1)
    return ordered[low] + (place - Double(low)) * (ordered[high] - ordered[low])
  }
}
