/// One frame as brightness 0…1, (r + g + b) / 765, with running sums for the means and variances of windows.
struct GreyFrame: Sendable {
  let width: Int
  let height: Int
  let pixels: [Float]
  /// (H + 1) × (W + 1): sums over everything above and left of a corner.
  private let sums: [Double]
  private let squares: [Double]

  init(_ clip: Clip, frame t: Int) {
    let grey = clip.withFrame(t) { frame in
      (0..<clip.pixels).map { p -> Float in
        let sum = Int(frame[3 * p]) + Int(frame[3 * p + 1]) + Int(frame[3 * p + 2])
        return Float(sum) / 765
      }
    }
    self.init(grey, width: clip.width, height: clip.height)
  }

  init(_ pixels: [Float], width: Int, height: Int) {
    (self.width, self.height, self.pixels) = (width, height, pixels)
    let stride = width + 1
    var sums = [Double](repeating: 0, count: stride * (height + 1))
    var squares = sums
    for y in 0..<height {
      var row = 0.0
      var rowSquares = 0.0
      for x in 0..<width {
        let value = Double(pixels[y * width + x])
        row += value
        rowSquares += value * value
        sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row
        squares[(y + 1) * stride + x + 1] = squares[y * stride + x + 1] + rowSquares
      }
    }
    (self.sums, self.squares) = (sums, squares)
  }

  /// Σ(I − Ī)² over the n×n window whose upper left pixel is (x, y).
  @inline(__always)
  func scatter(_ x: Int, _ y: Int, _ n: Int) -> Double {
    let stride = width + 1
    let top = y * stride + x
    let bottom = top + n * stride
    let sum = sums[bottom + n] - sums[bottom] - sums[top + n] + sums[top]
    let square = squares[bottom + n] - squares[bottom] - squares[top + n] + squares[top]
    return max(0, square - sum * sum / Double(n * n))
  }

  /// Bilinear value at pixel coordinates (centres at integer + 0.5); nil outside the outermost centres.
  func sample(_ at: SIMD2<Double>) -> Float? {
    let x = at.x - 0.5
    let y = at.y - 0.5
    guard x >= 0, y >= 0, x <= Double(width - 1), y <= Double(height - 1) else { return nil }
    let (i, j) = (min(Int(x), width - 2), min(Int(y), height - 2))
    let (a, b) = (Float(x - Double(i)), Float(y - Double(j)))
    let p = j * width + i
    let top = pixels[p] * (1 - a) + pixels[p + 1] * a
    let bottom = pixels[p + width] * (1 - a) + pixels[p + width + 1] * a
    return top * (1 - b) + bottom * b
  }
}
