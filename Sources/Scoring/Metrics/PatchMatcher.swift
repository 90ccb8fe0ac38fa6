/// Finds a patch in another frame by normalised cross-correlation, to a fraction of a pixel.
///
/// score(d) = Σ(T − T̄)(I_d − Ī_d) / √(Σ(T − T̄)² Σ(I_d − Ī_d)²), over the whole pixels d of a square search window; the
/// best one is refined by `SubPixelShift`. A window without variance scores 0. Cost: (2·reach + 1)² · side²
/// multiplications a patch.
struct PatchMatcher: Sendable {
  /// Where the patch was found, relative to where it was looked for.
  struct Match: Sendable {
    /// px
    let offset: SIMD2<Double>
    /// −1…1
    let score: Double
    /// The best score more than two px away from this one; −1 where it was not asked for or there is no such place.
    var rival = -1.0
  }

  /// Odd, px.
  let side: Int
  /// The search goes this many px each way, less at the frame's border.
  let reach: Int

  /// Variance sums below this are rounding: the patch is one colour.
  private static let flat = 1e-5

  /// `template` is (side, side) and is looked for around the window whose centre pixel is (x, y).
  ///
  /// `rivals` asks for the second best place too, which tells whether the best one is clear.
  func match(_ template: [Float], in frame: GreyFrame, x: Int, y: Int, rivals: Bool = false) -> Match {
    let centred = centre(template)
    let energy = centred.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard energy > Self.flat else { return Match(offset: .zero, score: 0) }
    let half = side / 2
    let columns = max(-reach, half - x)...min(reach, frame.width - 1 - half - x)
    let rows = max(-reach, half - y)...min(reach, frame.height - 1 - half - y)
    var surface = ScoreSurface(columns: columns, rows: rows)
    for dy in rows {
      let left = x + columns.lowerBound - half
      let top = y + dy - half
      let products = correlate(centred, frame, left: left, top: top, count: columns.count)
      for i in 0..<columns.count {
        let scatter = frame.scatter(left + i, top, side)
        surface.append(scatter > Self.flat ? Double(products[i]) / (energy * scatter).squareRoot() : 0)
      }
    }
    let (dx, dy, score) = surface.peak()
    let whole = SIMD2(Double(dx), Double(dy))
    let rival = rivals ? surface.rival(dx, dy) : -1
    guard score > 0 else { return Match(offset: whole, score: score, rival: rival) }
    let rest = SubPixelShift.find(centred, in: frame, x: x + dx, y: y + dy, side: side)
    return Match(offset: whole + rest, score: score, rival: rival)
  }

  private func centre(_ template: [Float]) -> [Float] {
    let mean = Float(template.reduce(0.0) { $0 + Double($1) } / Double(template.count))
    return template.map { $0 - mean }
  }

  /// Σ template·window for `count` windows side by side.
  private func correlate(_ template: [Float], _ frame: GreyFrame, left: Int, top: Int, count: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { out in
      frame.pixels.withUnsafeBufferPointer { pixels in
        for r in 0..<side {
          for c in 0..<side {
            let weight = template[r * side + c]
            let start = (top + r) * frame.width + left + c
            for i in 0..<count { out[i] += weight * pixels[start &+ i] }
          }
        }
      }
    }
    return sums
  }
}

/// Scores over a rectangle of offsets, row by row.
private struct ScoreSurface {
  let columns: ClosedRange<Int>
  let rows: ClosedRange<Int>
  private var scores: [Double] = []

  init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    (self.columns, self.rows) = (columns, rows)
    scores.reserveCapacity(columns.count * rows.count)
  }

  mutating func append(_ score: Double) { scores.append(score) }

  /// The best score and its offset, the nearest to no offset where several share it.
  func peak() -> (dx: Int, dy: Int, score: Double) {
    var best = 0
    var nearest = Int.max
    for i in scores.indices where scores[i] >= scores[best] {
      let (dx, dy) = offset(i)
      guard scores[i] > scores[best] || dx * dx + dy * dy < nearest else { continue }
      (best, nearest) = (i, dx * dx + dy * dy)
    }
    let (dx, dy) = offset(best)
    return (dx, dy, scores[best])
  }

  /// The best score that lies more than two px away from a place on either axis.
  func rival(_ x: Int, _ y: Int) -> Double {
    scores.indices.reduce(-1.0) { best, i in
      let (dx, dy) = offset(i)
      return max(abs(dx - x), abs(dy - y)) > 2 ? max(best, scores[i]) : best
    }
  }

  private func offset(_ i: Int) -> (Int, Int) {
    (columns.lowerBound + i % columns.count, rows.lowerBound + i / columns.count)
  }
}
