import Foundation

/// Corruptions of whole frames. Each gives the bytes of frame t, (H, W, 3).
enum FrameFilter {
  /// A Gaussian blur, the border repeating.
  static func blurred(_ clip: Clip, _ t: Int, share: Double) -> [UInt8] {
    let sigma = max(0.8, share * Double(clip.width))
    let radius = Int((3 * sigma).rounded(.up))
    let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = weights.reduce(0, +)
    let (width, height) = (clip.width, clip.height)
    let source = clip.frame(t).map(Double.init)
    func pass(_ values: [Double], _ at: (Int, Int, Int) -> Int) -> [Double] {
      var result = [Double](repeating: 0, count: values.count)
      for y in 0..<height {
        for x in 0..<width {
          for c in 0..<3 {
            var total = 0.0
            for (k, weight) in weights.enumerated() { total += weight * values[3 * at(x, y, k - radius) + c] }
            result[3 * (y * width + x) + c] = total / sum
          }
        }
      }
      return result
    }
    let across = pass(source) { x, y, d in y * width + min(width - 1, max(0, x + d)) }
    let down = pass(across) { x, y, d in min(height - 1, max(0, y + d)) * width + x }
    return down.map(byte)
  }

  /// Normal noise, independent from sample to sample.
  static func noisy(_ clip: Clip, _ t: Int, stream: Int) -> [UInt8] {
    let random = CounterRandom(seed: CorruptionStrength.seed &+ UInt64(stream + 1))
    return clip.frame(t).enumerated().map { i, value in
      // The sum of the words' four quarters is near enough to normal: mean 2, variance 1/3 in units of 2¹⁶.
      let bits = random.bits(UInt64(t * clip.frameBytes + i))
      let sum = (0..<4).reduce(0.0) { $0 + Double((bits >> (16 * UInt64($1))) & 0xFFFF) / 65_536 }
      return byte(Double(value) + CorruptionStrength.noise * (sum - 2) * 3.0.squareRoot())
    }
  }

  /// The frame as a trembling camera sees it: moved by whole pixels, another way each frame, the border repeating.
  static func displaced(_ clip: Clip, _ t: Int, stream: Int) -> [UInt8] {
    let random = CounterRandom(seed: CorruptionStrength.seed &+ 100 &+ UInt64(stream))
    let reach = max(2, Int((CorruptionStrength.wobble * Double(clip.width)).rounded()))
    let dx = random.index(UInt64(2 * t), below: 2 * reach + 1) - reach
    let dy = random.index(UInt64(2 * t + 1), below: 2 * reach + 1) - reach
    let picture = clip.frame(t)
    var result = picture
    for y in 0..<clip.height {
      let v = min(clip.height - 1, max(0, y + dy))
      for x in 0..<clip.width {
        let u = min(clip.width - 1, max(0, x + dx))
        for c in 0..<3 { result[3 * (y * clip.width + x) + c] = picture[3 * (v * clip.width + u) + c] }
      }
    }
    return result
  }

  static func byte(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
}
