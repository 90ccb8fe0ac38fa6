/// A 95% interval of a share that was counted: k of n.
///
/// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = Φ⁻¹(0.975). E. B. Wilson, 1927.
public struct WilsonInterval: Codable, Sendable, Equatable {
  public var share: Double
  public var lo: Double
  public var hi: Double
  public var n: Int

  /// Nil where nothing was counted.
  public init?(successes: Int, of n: Int) {
    guard n > 0, successes >= 0, successes <= n else { return nil }
    let count = Double(n)
    let p = Double(successes) / count
    let z = NormalDistribution.quantile(0.975)
    let spread = z * (p * (1 - p) / count + z * z / (4 * count * count)).squareRoot()
    let centre = p + z * z / (2 * count)
    let scale = 1 + z * z / count
    (share, self.n) = (p, n)
    (lo, hi) = (max(0, (centre - spread) / scale), min(1, (centre + spread) / scale))
  }
}
