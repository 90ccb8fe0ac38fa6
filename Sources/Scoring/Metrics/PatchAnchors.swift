/// The places where background drift can be measured: chosen on truth, once, for every prediction of it.
///
/// For each pair of frames k apart (half a second), grid points of the later frame whose whole patch shows only what
/// stands still, is visible in the earlier frame, has a corner in it (the lesser eigenvalue of its structure tensor),
/// and is found again in truth within 1% of the width.
struct PatchAnchors: Sendable {
  struct Pair: Sendable {
    let view: Int
    /// Frames of the whole clip, context included; `source` is the last context frame or later.
    let source, target: Int
    /// Centre pixels in the target.
    let points: [SIMD2<Int>]
    /// Truth's own error at each point, px.
    let truth: [Double]
    let candidates: Int
  }

  let pairs: [Pair]
  let matcher: [PatchMatcher]

  static let grid = 8
  static let leastCorner = 2e-4
  /// An error above this share of the width is an outlier.
  static let tolerance = 0.01
  static let leastScore = 0.5

  init(_ truth: Truth) {
    let matchers = truth.views.map { view in
      PatchMatcher(side: max(7, view.clip.width / 24 * 2 + 1), reach: max(2, view.clip.width / 10))
    }
    matcher = matchers
    let gap = max(1, min(Int((truth.rate / 2).rounded()), truth.horizon))
    let jobs = truth.views.indices.flatMap { v in
      ((truth.context - 1)..<(truth.frames - gap)).map { (view: v, source: $0) }
    }
    pairs = parallelMap(jobs.count) { j in
      let (v, s) = jobs[j]
      return PairFinder(truth, view: v, source: s, target: s + gap, matchers[v]).find()
    }
  }

  var count: Int { pairs.reduce(0) { $0 + $1.points.count } }
  var candidates: Int { pairs.reduce(0) { $0 + $1.candidates } }
}

/// Looks for the anchors of one pair of frames.
private struct PairFinder {
  private let truth: Truth
  private let view: Truth.View
  private let index, source, target: Int
  private let matcher: PatchMatcher

  init(_ truth: Truth, view: Int, source: Int, target: Int, _ matcher: PatchMatcher) {
    (self.truth, self.index, self.view) = (truth, view, truth.views[view])
    (self.source, self.target, self.matcher) = (source, target, matcher)
  }

  func find() -> PatchAnchors.Pair {
    let grid = gridPoints()
    var points: [SIMD2<Int>] = [], errors: [Double] = []
    if let warp = FrameWarp(view, from: source, to: target) {
      let still = stillPixels(warp)
      let earlier = GreyFrame(view.clip, frame: source), later = GreyFrame(view.clip, frame: target)
      for point in grid where isUsable(point, still, later) {
        guard let error = selfError(point, warp, earlier, later) else { continue }
        points.append(point)
        errors.append(error)
      }
    }
    return .init(view: index, source: source, target: target, points: points, truth: errors, candidates: grid.count)
  }

  private func gridPoints() -> [SIMD2<Int>] {
    let half = matcher.side / 2, step = PatchAnchors.grid
    return stride(from: half, to: view.clip.height - half, by: step).flatMap { y in
      stride(from: half, to: view.clip.width - half, by: step).map { SIMD2($0, y) }
    }
  }

  /// Pixels of the target that show something fixed, visible in the source.
  private func stillPixels(_ warp: FrameWarp) -> [Bool] {
    let n = view.clip.pixels, width = view.clip.width
    var fixed = [Bool](repeating: true, count: 256)
    if view.segmentation != nil {
      fixed = [true] + [Bool](repeating: false, count: 255)
      for path in truth.objects where ObjectTruth.displacement(path, truth, within: truth.horizon) < 0.001 {
        if let label = truth.label(of: path.name) { fixed[Int(label)] = true }
      }
    }
    return (0..<n).map { p in
      if let labels = view.segmentation, !fixed[Int(labels[target * n + p])] || !fixed[Int(labels[source * n + p])] {
        return false
      }
      return warp.source(x: p % width, y: p / width) != nil
    }
  }

  private func isUsable(_ point: SIMD2<Int>, _ still: [Bool], _ frame: GreyFrame) -> Bool {
    let half = matcher.side / 2, width = frame.width
    for y in (point.y - half)...(point.y + half) {
      for x in (point.x - half)...(point.x + half) where !still[y * width + x] { return false }
    }
    return corner(point, frame, half) >= PatchAnchors.leastCorner
  }

  /// The lesser eigenvalue of the mean structure tensor, from central differences of brightness 0…1.
  private func corner(_ point: SIMD2<Int>, _ frame: GreyFrame, _ half: Int) -> Double {
    var xx = 0.0, xy = 0.0, yy = 0.0
    for y in (point.y - half + 1)...(point.y + half - 1) {
      for x in (point.x - half + 1)...(point.x + half - 1) {
        let p = y * frame.width + x
        let gx = Double(frame.pixels[p + 1] - frame.pixels[p - 1]) / 2
        let gy = Double(frame.pixels[p + frame.width] - frame.pixels[p - frame.width]) / 2
        (xx, xy, yy) = (xx + gx * gx, xy + gx * gy, yy + gy * gy)
      }
    }
    let mean = (xx + yy) / 2, half = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    return (mean - half) / Double((matcher.side - 2) * (matcher.side - 2))
  }

  private func selfError(_ point: SIMD2<Int>, _ warp: FrameWarp, _ earlier: GreyFrame, _ later: GreyFrame) -> Double? {
    guard let patch = warp.patch(earlier, x: point.x, y: point.y, side: matcher.side) else { return nil }
    let match = matcher.match(patch, in: later, x: point.x, y: point.y)
    let error = match.offset.length
    let isFound = match.score >= PatchAnchors.leastScore
    return isFound && error <= PatchAnchors.tolerance * Double(later.width) ? error : nil
  }
}
