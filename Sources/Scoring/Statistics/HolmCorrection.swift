/// p values corrected for the number of tests, so that the chance of one false alarm among all stays below the level.
///
/// The i-th smallest of m values is multiplied by m − i + 1, kept from falling below its predecessor, and cut at 1.
/// S. Holm, 1979.
enum HolmCorrection {
  /// In the order given. A value that is missing stays so and does not count as a test.
  static func adjust(_ values: [Double?]) -> [Double?] {
    let tests = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 0, $0) < (values[$1] ?? 0, $1) }
    var adjusted = [Double?](repeating: nil, count: values.count)
    var largest = 0.0
    for (i, test) in tests.enumerated() {
      largest = max(largest, min(1, Double(tests.count - i) * (values[test] ?? 1)))
      adjusted[test] = largest
    }
    return adjusted
  }
}
