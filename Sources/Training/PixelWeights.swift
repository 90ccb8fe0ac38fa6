import Foundation
import TensorCore

/// What a pixel's squared error weighs in the compressor's loss, by whether something moves there.
///
/// What moves fast is a hundredth of a picture and hardest to compress, so an even loss spends next to nothing on it, though
/// predictions are judged by it. A pixel moves where its colour changes to or from a neighbouring frame, and so do those
/// within two pixels of it. A clip's weights have mean 1, so a camera that moves everything weighs like one that stands.
enum PixelWeights {
  /// Change of a channel, of 2 from black to white, from which on a pixel moves: some 13 of 255 grey levels.
  static let change: Float = 0.1
  /// Pixels around one that moves, along rows and columns, which count as moving too.
  static let reach = 2

  /// `weight` where something moves against 1 elsewhere, over their mean in the clip: B·T·H·W values for a video
  /// (B, T, H, W, 3) in f32.
  static func weights(_ video: Tensor, moving weight: Float) -> [Float] {
    var weights = moving(video).map { $0 ? weight : 1 }
    let each = video.shape[1...3].reduce(1, *)
    for start in stride(from: 0, to: weights.count, by: max(1, each)) {
      let mean = weights[start..<(start + each)].reduce(0, +) / Float(each)
      for i in start..<(start + each) { weights[i] /= mean }
    }
    return weights
  }

  /// B·T·H·W: whether something moves at a pixel of a frame.
  static func moving(_ video: Tensor) -> [Bool] {
    let (frames, rows, columns) = (video.shape[1], video.shape[2], video.shape[3])
    let plane = rows * columns
    var moves = [Bool](repeating: false, count: video.shape[0] * frames * plane)
    video.withFloats { x in
      for start in stride(from: plane, to: moves.count, by: plane) where start / plane % frames != 0 {
        for i in start..<(start + plane) {
          let (now, then) = (3 * i, 3 * (i - plane))
          let isChanged = (0..<3).contains { abs(x[now + $0] - x[then + $0]) > change }
          if isChanged { (moves[i], moves[i - plane]) = (true, true) }
        }
      }
    }
    return spread(spread(moves, length: columns, step: 1), length: rows, step: columns)
  }

  /// True also within reach of what is true, along lines of `length` elements that lie `step` apart.
  private static func spread(_ values: [Bool], length: Int, step: Int) -> [Bool] {
    var result = values
    for i in values.indices where values[i] {
      let at = i / step % length
      for k in max(0, at - reach)...min(length - 1, at + reach) { result[i + (k - at) * step] = true }
    }
    return result
  }
}

/// The error of decoded video where something moves in truth.
struct MovingError {
  private var sum = 0.0
  private var count = 0

  /// Both (B, T, H, W, 3) in -1...1.
  mutating func add(_ decoded: Tensor, _ truth: Tensor) {
    let moves = PixelWeights.moving(truth)
    decoded.withFloats { x in
      truth.withFloats { y in
        for i in moves.indices where moves[i] {
          for k in (3 * i)..<(3 * i + 3) { sum += Double((x[k] - y[k]) * (x[k] - y[k])) / 4 }
          count += 3
        }
      }
    }
  }

  /// dB; NaN where nothing moves.
  var psnr: Double { -10 * log10(sum / Double(count)) }
}
