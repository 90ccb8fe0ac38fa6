import Episodes
import TensorCore

/// A recording as another camera might have seen it: a little moved, nearer or further, lit differently, the same
/// throughout. What the actions do stays true; what a few recordings happen to look like cannot be learned by heart.
struct PictureVariety {
  /// Source pixels to a pixel, and the picture's move in shares of its sides.
  private let scale, right, down: Float
  /// Gain of each colour and what is added to all, in grey levels.
  private let gain: SIMD3<Float>
  private let offset: Float

  private static let (zoom, move, light, tint): (Float, Float, Float, Float) = (0.06, 0.05, 0.12, 0.05)

  init(random: Philox) {
    let draw = random.uniform([8]).floats().map { 2 * $0 - 1 }
    scale = 1 + Self.zoom * draw[0]
    (right, down) = (Self.move * draw[1], Self.move * draw[2])
    gain = (1 + Self.light * draw[3]) * (1 + Self.tint * SIMD3(draw[4], draw[5], draw[6]))
    offset = 12 * draw[7]
  }

  /// All frames of a view; its edges go on where there is nothing. Only colours are made: poses and depth are dropped.
  func callAsFunction(_ view: Episode.View) -> Episode.View {
    let (width, height) = (view.width, view.height)
    let columns = taps(width, move: right)
    let rows = taps(height, move: down)
    var rgb = [UInt8](repeating: 0, count: view.rgb.count)
    let lit = Self.lighting(gain, offset)
    view.rgb.withUnsafeBufferPointer { source in
      rgb.withUnsafeMutableBufferPointer { out in
        for frame in 0..<source.count / max(1, view.frameBytes) {
          let first = frame * view.frameBytes
          for (y, row) in rows.enumerated() {
            for (x, column) in columns.enumerated() {
              for c in 0..<3 {
                func value(_ y: Int, _ x: Int) -> Float { Float(source[first + (y * width + x) * 3 + c]) }
                let above = value(row.a, column.a) * (1 - column.share) + value(row.a, column.b) * column.share
                let below = value(row.b, column.a) * (1 - column.share) + value(row.b, column.b) * column.share
                out[first + (y * width + x) * 3 + c] = lit(above * (1 - row.share) + below * row.share, c)
              }
            }
          }
        }
      }
    }
    return Episode.View(camera: view.camera, width: width, height: height, rgb: rgb)
  }

  /// Between which two source pixels each pixel of a side lies, and how far on.
  private func taps(_ side: Int, move: Float) -> [(a: Int, b: Int, share: Float)] {
    let (middle, last) = (Float(side - 1) / 2, Float(side - 1))
    return (0..<side).map { i in
      let at = min(max((Float(i) - middle) * scale + middle - move * Float(side), 0), last)
      let a = Int(at)
      return (a, min(a + 1, side - 1), at - Float(a))
    }
  }

  private static func lighting(_ gain: SIMD3<Float>, _ offset: Float) -> (Float, Int) -> UInt8 {
    { value, channel in UInt8(min(max(value * gain[channel] + offset + 0.5, 0), 255)) }
  }
}
