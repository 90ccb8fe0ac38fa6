import Foundation

/// An 11-tap Gaussian of σ 1.5 applied to both axes of a picture, keeping only pixels whose window lies inside.
struct GaussianWindow {
  static let taps = 11
  /// The weights at distance 0…5 from the centre; the whole window sums to 1.
  private let weights: [Float]

  init(sigma: Double = 1.5) {
    let half = (0...Self.taps / 2).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = 2 * half.reduce(0, +) - half[0]
    weights = half.map { Float($0 / sum) }
  }

  /// `source` is (height, width), `scratch` at least as large, `result` (height − 10, width − 10).
  func apply(
    _ source: UnsafePointer<Float>, width: Int, height: Int, scratch: UnsafeMutablePointer<Float>,
    result: UnsafeMutablePointer<Float>
  ) {
    let inner = width - Self.taps + 1
    for y in 0..<height { pass(source + y * width, step: 1, scratch + y * inner, count: inner) }
    for y in 0..<(height - Self.taps + 1) { pass(scratch + y * inner, step: inner, result + y * inner, count: inner) }
  }

  /// One output row from eleven inputs that lie `step` apart; pairs at the same distance share their weight.
  @inline(__always)
  private func pass(_ s: UnsafePointer<Float>, step: Int, _ out: UnsafeMutablePointer<Float>, count: Int) {
    weights.withUnsafeBufferPointer { w in
      let (w0, w1, w2, w3, w4, w5) = (w[0], w[1], w[2], w[3], w[4], w[5])
      let (a1, a2, a3, a4, a5) = (s + step, s + 2 * step, s + 3 * step, s + 4 * step, s + 5 * step)
      let (b1, b2, b3, b4, b5) = (s + 6 * step, s + 7 * step, s + 8 * step, s + 9 * step, s + 10 * step)
      for x in 0..<count {
        let near = w0 * a5[x] + w1 * (a4[x] + b1[x]) + w2 * (a3[x] + b2[x])
        out[x] = near + (w3 * (a2[x] + b3[x]) + w4 * (a1[x] + b4[x]) + w5 * (s[x] + b5[x]))
      }
    }
  }
}
