/// B2 `sampson`: how well matches between predicted frames fit the true motion of the camera, px at 720 rows.
///
/// The strongest corners of a predicted frame, one a cell of 1/16 of the width, are looked for half a second later by
/// normalised cross-correlation, a tenth of the width each way, and kept where the best place is clearly better than
/// the next one (1 − best ≤ 0.75 (1 − second)). With F from the true cameras the value is the median over all kept
/// matches of the root of (x′ᵀFx)² / ((Fx)₁² + (Fx)₂² + (Fᵀx′)₁² + (Fᵀx′)₂²). Details: `keep_share` within 2 px, `n`.
/// Measured only where sides are 256 px or more, truth itself has 30 matches with a median of 0.2 px or less, and truth's
/// static points move by more than 2% of the width. A prediction with fewer than 30 matches has the worst value, the search's reach. Blur and a flat
/// world deceive it. P. Sampson, 1982; the score is that of the geometric tests on Sora (X. Li et al., 2024).
struct Sampson: Sendable {
  private let truth: Truth
  private let pairs: [(view: Int, source: Int)]
  private let gap: Int
  private let obstacle: String?

  static let leastSide = 256
  static let leastMatches = 30
  static let leastFlow = 0.02
  static let ratio = 0.75
  static let keep = 2.0
  /// px at 720 rows by which truth's own matches may miss its camera.
  static let mostOff = 0.2

  init(_ truth: Truth) {
    self.truth = truth
    let gap = max(1, min(Int((truth.rate / 2).rounded()), truth.horizon - 1))
    self.gap = gap
    let sides = truth.views.map { min($0.clip.width, $0.clip.height) }
    let flow = StaticFlow(truth, gap: gap)
    if let side = sides.min(), side < Self.leastSide {
      obstacle = "frames are \(side) px wide or high; \(Self.leastSide) are needed"
    } else if truth.horizon < 2 {
      obstacle = "one frame has no motion"
    } else {
      obstacle = flow.obstacle(least: Self.leastFlow)
    }
    pairs = truth.views.indices.flatMap { v in
      stride(from: 0, to: truth.horizon - gap, by: gap).map { (view: v, source: $0) }
    }
  }

  /// `best` are truth's own clips.
  func score(_ predicted: [Clip], best: [Clip]) -> MetricValue {
    if let obstacle { return .unmeasurable(obstacle) }
    let wanted = errors(best)
    guard wanted.count >= Self.leastMatches else {
      return .unmeasurable("truth has \(wanted.count) matches; \(Self.leastMatches) are needed")
    }
    guard let own = wanted.median, own <= Self.mostOff else {
      return .unmeasurable("truth's own matches do not fit its camera to within \(Self.mostOff) px")
    }
    let found = errors(predicted)
    guard let median = found.median, found.count >= Self.leastMatches else {
      let reach = truth.views.map { Double($0.clip.width / 10) * 720 / Double($0.clip.height) }.max() ?? .nan
      return MetricValue(
        reach, note: "only \(found.count) matches", details: ["keep_share": 0, "n": Double(found.count)])
    }
    let kept = found.lazy.filter { $0 <= Self.keep }.count
    return MetricValue(
      median, details: ["keep_share": Double(kept) / Double(found.count), "n": Double(found.count)])
  }

  private func errors(_ clips: [Clip]) -> [Double] {
    parallelMap(pairs.count) { errors(clips[pairs[$0].view], view: pairs[$0].view, source: pairs[$0].source) }
      .flatMap { $0 }
  }

  private func errors(_ clip: Clip, view v: Int, source s: Int) -> [Double] {
    let view = truth.views[v]
    guard let from = view.camera(at: truth.context + s), let to = view.camera(at: truth.context + s + gap),
      let geometry = EpipolarGeometry(from: from, to: to)
    else { return [] }
    let scale = 720 / Double(clip.height)
    return FrameMatches(clip, from: s, to: s + gap).matches.map {
      geometry.sampson($0.from, $0.to).squareRoot() * scale
    }
  }
}
