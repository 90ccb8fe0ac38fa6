import Foundation

extension GreyFrame {
  /// The n×n pixels whose upper left one is (x, y).
  func window(_ x: Int, _ y: Int, _ n: Int) -> [Float] {
    (y..<(y + n)).flatMap { pixels[($0 * width + x)..<($0 * width + x + n)] }
  }

  /// n×n values a pixel apart from a position on, by Catmull-Rom interpolation; the border repeats outside the frame.
  ///
  /// `origin` counts whole pixels: (3, 2) is the centre of the pixel in column 3 of row 2.
  func window(at origin: SIMD2<Double>, _ n: Int) -> [Float] {
    let left = Int(floor(origin.x))
    let top = Int(floor(origin.y))
    let across = Self.weights(Float(origin.x - Double(left)))
    let down = Self.weights(Float(origin.y - Double(top)))
    if across.x == 0, across.z == 0, down.x == 0, down.z == 0, isInside(left, top, n) { return window(left, top, n) }
    // Rows first, three more of them than the result has.
    var rows = [Float](repeating: 0, count: (n + 3) * n)
    for y in 0..<(n + 3) {
      let base = min(height - 1, max(0, top - 1 + y)) * width
      for x in 0..<n {
        var sum: Float = 0
        for k in 0..<4 { sum += across[k] * pixels[base + min(width - 1, max(0, left - 1 + x + k))] }
        rows[y * n + x] = sum
      }
    }
    return (0..<(n * n)).map { i in
      down[0] * rows[i] + down[1] * rows[i + n] + down[2] * rows[i + 2 * n] + down[3] * rows[i + 3 * n]
    }
  }

  private func isInside(_ x: Int, _ y: Int, _ n: Int) -> Bool {
    x >= 0 && y >= 0 && x + n <= width && y + n <= height
  }

  /// The four taps at a fraction t between the second and the third.
  private static func weights(_ t: Float) -> SIMD4<Float> {
    let a = t * (2 * t - 1 - t * t)
    let b = 2 + t * t * (3 * t - 5)
    let c = t * (1 + t * (4 - 3 * t))
    let d = t * t * (t - 1)
    return SIMD4(a, b, c, d) / 2
  }
}
