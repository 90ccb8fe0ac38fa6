/// Corners of one frame and where they are in another, as far as it is clear.
struct FrameMatches {
  struct Match {
    /// px, centres at integer + 0.5
    let from, to: SIMD2<Double>
  }

  private(set) var matches: [Match] = []

  init(_ clip: Clip, from s: Int, to t: Int) {
    let earlier = GreyFrame(clip, frame: s)
    let later = GreyFrame(clip, frame: t)
    let side = max(7, clip.width / 24 * 2 + 1)
    let matcher = PatchMatcher(side: side, reach: max(2, clip.width / 10))
    let corners = CornerMap(earlier, side: side)
    let half = side / 2
    let cell = max(8, clip.width / 16)
    for top in stride(from: half, to: clip.height - half, by: cell) {
      for left in stride(from: half, to: clip.width - half, by: cell) {
        var best: (x: Int, y: Int)?
        var strength = PatchAnchors.leastCorner
        for y in top..<min(top + cell, clip.height - half) {
          for x in left..<min(left + cell, clip.width - half) where corners.strength(x, y) > strength {
            (best, strength) = ((x, y), corners.strength(x, y))
          }
        }
        guard let best else { continue }
        let patch = earlier.window(best.x - half, best.y - half, side)
        let match = matcher.match(patch, in: later, x: best.x, y: best.y, rivals: true)
        guard match.score >= PatchAnchors.leastScore, 1 - match.score <= Sampson.ratio * (1 - match.rival) else {
          continue
        }
        let at = SIMD2(Double(best.x) + 0.5, Double(best.y) + 0.5)
        matches.append(Match(from: at, to: at + match.offset))
      }
    }
  }
}
