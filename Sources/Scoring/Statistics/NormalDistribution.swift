import Foundation

/// The standard normal distribution.
enum NormalDistribution {
  /// Φ(x)
  static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Φ⁻¹(p), within 1e-14 for 1e-300 < p < 1; ∓∞ at 0 and 1.
  ///
  /// Bisection on a tail's side where Φ keeps its relative precision, then Newton steps: slow, and used a few times.
  static func quantile(_ p: Double) -> Double {
    guard p > 0 else { return -.infinity }
    guard p < 1 else { return .infinity }
    if p > 0.5 { return -quantile(1 - p) }
    var low = -40.0
    var high = 0.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if cumulative(middle) < p { low = middle } else { high = middle }
    }
    var x = (low + high) / 2
    for _ in 0..<3 {
      let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      guard density > 0 else { break }
      x -= (cumulative(x) - p) / density
    }
    return x
  }
}
