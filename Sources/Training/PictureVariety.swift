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
    var rgb = [UInt8](repeating: 0, count: view.rgb.count)
    let (rows, columns) = (taps(view.height, move: down), taps(view.width, move: right))
    view.rgb.withUnsafeBufferPointer { source in
      rgb.withUnsafeMutableBufferPointer { out in
        for frame in 0..<source.count / max(1, view.frameBytes) {
          let picture = frame * view.frameBytes
          for (y, row) in rows.enumerated() {
            fill(
              out, at: picture + y * view.width * 3, columns, source, above: picture + row.a * view.width * 3,
              below: picture + row.b * view.width * 3, share: row.share)
          }
        }
      }
    }
    return Episode.View(camera: view.camera, width: view.width, height: view.height, rgb: rgb)
  }

  /// A row, of two rows of the source that begin at `above` and `below`.
  private func fill(
    _ out: UnsafeMutableBufferPointer<UInt8>, at start: Int, _ columns: [Tap], _ source: UnsafeBufferPointer<UInt8>,
    above: Int, below: Int, share: Float
  ) {
    var at = start
    for column in columns {
      for c in 0..<3 {
        let (a, b) = (3 * column.a + c, 3 * column.b + c)
        let upper = Float(source[above + a]) * (1 - column.share) + Float(source[above + b]) * column.share
        let lower = Float(source[below + a]) * (1 - column.share) + Float(source[below + b]) * column.share
        let lit = (upper * (1 - share) + lower * share) * gain[c] + offset + 0.5
        out[at] = UInt8(lit < 0 ? 0 : lit > 255 ? 255 : lit)
        at += 1
      }
    }
  }

  /// Between which two source pixels a pixel lies, and how far on.
  private struct Tap {
    let a, b: Int
    let share: Float
  }

  private func taps(_ side: Int, move: Float) -> [Tap] {
    let (middle, last) = (Float(side - 1) / 2, Float(side - 1))
    return (0..<side).map { i in
      let at = min(max((Float(i) - middle) * scale + middle - move * Float(side), 0), last)
      let a = Int(at)
      return Tap(a: a, b: min(a + 1, side - 1), share: at - Float(a))
    }
  }
}
