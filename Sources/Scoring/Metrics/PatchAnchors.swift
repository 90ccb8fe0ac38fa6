/// The places where background drift can be measured: chosen on truth, once, for every prediction of it.
///
/// For each pair of frames k apart (half a second), the strongest corner of each 8×8 cell of the later frame whose whole
/// patch shows only what stands still and is visible in the earlier frame, and which truth finds again within a tenth of a
/// pixel. What it finds less well is a shadow's edge that wandered, or a pattern finer than the pixels, and measures nothing
/// of a prediction either. So truth's own score is below a tenth of a pixel everywhere.
struct PatchAnchors: Sendable {
  struct Pair: Sendable {
    let view: Int
    /// Frames of the whole clip, context included; `source` is the last context frame or later.
    let source, target: Int
    /// Centre pixels in the target.
    let points: [SIMD2<Int>]
    /// Truth's own error at each point, px.
    let truth: [Double]
    /// Cells of the grid.
    let cells: Int
  }

  let pairs: [Pair]
  let matcher: [PatchMatcher]

  static let cell = 8
  static let leastCorner = 2e-4
  /// An error above this share of the width is an outlier.
  static let tolerance = 0.01
  static let leastScore = 0.5
  /// px by which truth may miss its own patch.
  static let mostOff = 0.1
  /// A median of fewer patches says nothing.
  static let leastCount = 30

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
      return AnchorFinder(truth, view: v, source: s, target: s + gap, matchers[v]).find()
    }
  }

  var count: Int { pairs.reduce(0) { $0 + $1.points.count } }
  var cells: Int { pairs.reduce(0) { $0 + $1.cells } }
}
