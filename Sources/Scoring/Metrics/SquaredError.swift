/// Sums of squared differences between 8-bit frames, in exact integers.
enum SquaredError {
  /// Over all samples of a frame.
  static func total(_ a: Clip, _ b: Clip, frame t: Int) -> Int {
    a.withFrame(t) { x in
      b.withFrame(t) { y in
        guard let p = x.baseAddress, let q = y.baseAddress else { return 0 }
        return total(p, q, x.count)
      }
    }
  }

  /// Over the three samples of each listed pixel, against another clip's frame.
  static func total(_ a: Clip, _ t: Int, _ b: Clip, _ u: Int, pixels: [Int32]) -> Int {
    a.withFrame(t) { x in
      b.withFrame(u) { y in
        var sum = 0
        for p in pixels {
          for c in 0..<3 {
            let d = Int(x[3 * Int(p) + c]) - Int(y[3 * Int(p) + c])
            sum += d * d
          }
        }
        return sum
      }
    }
  }

  /// Blocks of 16,384 samples keep the 32-bit sums from overflowing (16,384 · 255² < 2³¹).
  private static func total(_ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var sum = 0
    var start = 0
    while start < count {
      let end = min(count, start + 16_384)
      var block: Int32 = 0
      for i in start..<end {
        let d = Int32(p[i]) &- Int32(q[i])
        block &+= d &* d
      }
      sum += Int(block)
      start = end
    }
    return sum
  }
}
