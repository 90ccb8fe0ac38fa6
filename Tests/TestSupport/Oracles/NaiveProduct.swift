/// The plainest forms of the operations: slow, in double precision, and what the fast ones are measured against.
public enum Naive {
  /// op(a) (m, k) op(b) (k, n) + bias.
  public static func product(
    _ a: [Float], _ b: [Float], m: Int, n: Int, k: Int, transposeA: Bool = false, transposeB: Bool = false,
    bias: [Float]? = nil
  ) -> [Float] {
    var c = [Float](repeating: 0, count: m * n)
    for i in 0..<m {
      for j in 0..<n {
        var sum = Double(bias?[j] ?? 0)
        for l in 0..<k {
          sum += Double(transposeA ? a[l * m + i] : a[i * k + l]) * Double(transposeB ? b[j * k + l] : b[l * n + j])
        }
        c[i * n + j] = Float(sum)
      }
    }
    return c
  }

  /// x (images, h, w, inputs) with filter (outputs, side, side, inputs), stride 1, zeros outside.
  public static func convolution(
    _ x: [Float], _ filter: [Float], images: Int, h: Int, w: Int, inputs: Int, outputs: Int, side: Int,
    bias: [Float]? = nil
  ) -> [Float] {
    var y = [Float](repeating: 0, count: images * h * w * outputs)
    for image in 0..<images {
      for row in 0..<h {
        for column in 0..<w {
          for o in 0..<outputs {
            var sum = Double(bias?[o] ?? 0)
            for dy in 0..<side {
              for dx in 0..<side {
                let (r, c) = (row + dy - side / 2, column + dx - side / 2)
                guard r >= 0, r < h, c >= 0, c < w else { continue }
                for i in 0..<inputs {
                  sum +=
                    Double(x[((image * h + r) * w + c) * inputs + i])
                    * Double(filter[((o * side + dy) * side + dx) * inputs + i])
                }
              }
            }
            y[((image * h + row) * w + column) * outputs + o] = Float(sum)
          }
        }
      }
    }
    return y
  }
}
