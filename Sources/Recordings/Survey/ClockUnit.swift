/// What a table's clock counts.
///
/// LeRobot's own tools write seconds; recordings that others converted bring anything down to nanoseconds, and only the
/// declared rate tells which.
enum ClockUnit: Double, CaseIterable {
  case seconds = 1
  case milliseconds = 1e3
  case microseconds = 1e6
  case nanoseconds = 1e9

  /// By how much a clock and the declared rate may differ, as a factor. Beyond that they do not speak of the same thing.
  static let tolerance = 4.0

  /// The unit in which rows `period` apart come about `rate` times a second; nil where none does.
  static func fitting(period: Double, rate: Double) -> ClockUnit? {
    allCases.first { unit in
      let ratio = period / unit.rawValue * rate
      return ratio >= 1 / tolerance && ratio <= tolerance
    }
  }

  /// The median of the steps from one number to the next, which lost rows do not move; 0 for fewer than two.
  static func period(_ times: [Double]) -> Double {
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
    return steps.isEmpty ? 0 : steps[steps.count / 2]
  }
}
