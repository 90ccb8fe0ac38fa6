/// Wilcoxon's signed-rank test: whether paired differences lie around zero.
///
/// Differences of zero are left out, the rest ranked by size (equal sizes share the mean of their ranks), and W is the
/// sum of the ranks of positive ones. Up to 50 differences the two-sided p is exact: twice the smaller tail of W over
/// all 2ⁿ assignments of signs, ties included. Beyond, W is taken as normal with mean n(n + 1)/4 and variance
/// n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48 over groups of t equal sizes. F. Wilcoxon, 1945.
public struct SignedRank: Codable, Sendable, Equatable {
  /// W: the rank sum of the positive differences.
  public var statistic: Double
  /// Two-sided.
  public var p: Double
  /// Differences that are not zero.
  public var n: Int

  static let mostExact = 50

  /// Nil where no difference is finite and other than zero.
  public init?(_ differences: [Double]) {
    let kept = differences.filter { $0.isFinite && $0 != 0 }
    guard !kept.isEmpty else { return nil }
    let ranks = Self.doubledRanks(kept.map(abs))
    let positive = zip(kept, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    n = kept.count
    statistic = Double(positive) / 2
    p = kept.count <= Self.mostExact ? Self.exact(positive, ranks) : Self.normal(Double(positive) / 2, ranks)
  }

  /// Twice the rank of each size, which is whole even where ranks are shared.
  private static func doubledRanks(_ sizes: [Double]) -> [Int] {
    let order = sizes.indices.sorted { sizes[$0] < sizes[$1] }
    var ranks = [Int](repeating: 0, count: sizes.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, sizes[order[end]] == sizes[order[start]] { end += 1 }
      // Ranks start + 1 … end have the mean (start + 1 + end) / 2.
      for i in start..<end { ranks[order[i]] = start + 1 + end }
      start = end
    }
    return ranks
  }

  /// Shares of the sign assignments by rank sum, built up one difference at a time.
  private static func exact(_ observed: Int, _ ranks: [Int]) -> Double {
    let total = ranks.reduce(0, +)
    var shares = [Double](repeating: 0, count: total + 1)
    shares[0] = 1
    var reached = 0
    for rank in ranks {
      for sum in stride(from: reached, through: 0, by: -1) {
        shares[sum] /= 2
        shares[sum + rank] += shares[sum]
      }
      reached += rank
    }
    let below = shares[...observed].reduce(0, +)
    let above = shares[observed...].reduce(0, +)
    return min(1, 2 * min(below, above))
  }

  private static func normal(_ observed: Double, _ ranks: [Int]) -> Double {
    let n = Double(ranks.count)
    var sizes: [Int: Double] = [:]
    for rank in ranks { sizes[rank, default: 0] += 1 }
    let ties = sizes.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value * ($1.value * $1.value - 1) }
    let variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
    guard variance > 0 else { return 1 }
    let z = (observed - n * (n + 1) / 4) / variance.squareRoot()
    return min(1, 2 * NormalDistribution.cumulative(-abs(z)))
  }
}
