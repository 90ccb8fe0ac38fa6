/// The distance between two paths that may run at different speeds.
///
/// Dynamic time warping: frames are matched in order, each with one or more of the other path, so that the sum of the
/// distances is least; of matchings with equal sums the shortest counts. Exact, O(n·m). H. Sakoe, S. Chiba, 1978.
enum TimeWarping {
  struct Distance: Equatable {
    /// Sum of the distances of matched frames.
    let total: Double
    /// Matched pairs.
    let steps: Int
  }

  /// Nil where either path is empty.
  static func distance(_ a: [SIMD2<Double>], _ b: [SIMD2<Double>]) -> Distance? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    var above: [Distance] = []
    for p in a {
      var row: [Distance] = []
      for (j, q) in b.enumerated() {
        var best: Distance?
        if j > 0 { best = row[j - 1] }
        if !above.isEmpty {
          best = less(above[j], best)
          if j > 0 { best = less(above[j - 1], best) }
        }
        let before = best ?? Distance(total: 0, steps: 0)
        row.append(Distance(total: before.total + (p - q).length, steps: before.steps + 1))
      }
      above = row
    }
    return above.last
  }

  private static func less(_ a: Distance, _ b: Distance?) -> Distance {
    guard let b else { return a }
    return (a.total, a.steps) < (b.total, b.steps) ? a : b
  }
}
