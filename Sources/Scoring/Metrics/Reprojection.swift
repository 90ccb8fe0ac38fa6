/// B1 `reprojection_px`: how far the background drifts within half a second of the prediction.
///
/// Patches of a predicted frame are carried into a later one with the *true* depth and camera poses and looked for there
/// by normalised cross-correlation, ±10% of the width; the value is the median distance in px over views, pairs of
/// frames and patches, the first pair starting at the last context frame. A correlation below 0.5 counts as an outlier
/// with the search's reach as its distance. Fewer than 30 patches that truth finds again give no value. Details: `width_share` (median / width), `outlier_share` (above 1% of the
/// width), `coverage` (measurable patches / cells). With fixed cameras this is the drift of the background, also where
/// nobody recorded depth. The warp is that of the warping error (W.-S. Lai et al., 2018), the match J. P. Lewis's (Fast
/// Normalized Cross-Correlation, 1995).
enum Reprojection {
  static func score(_ predicted: [Clip], _ truth: Truth, _ anchors: PatchAnchors) -> MetricValue {
    measure(truth, anchors) { pair in
      errors(pair, predicted[pair.view], truth, anchors.matcher[pair.view])
    }
  }

  /// Truth's own score, from the errors kept with the anchors.
  static func floor(_ truth: Truth, _ anchors: PatchAnchors) -> MetricValue {
    measure(truth, anchors, \.truth)
  }

  private static func measure(
    _ truth: Truth, _ anchors: PatchAnchors, _ errors: @Sendable (PatchAnchors.Pair) -> [Double]
  ) -> MetricValue {
    if let reason = obstacle(truth, anchors) { return .unmeasurable(reason) }
    let pairs = anchors.pairs
    let found = parallelMap(pairs.count) { errors(pairs[$0]) }
    let shares = zip(pairs, found).flatMap { pair, errors in
      errors.map { $0 / Double(truth.views[pair.view].clip.width) }
    }
    let all = found.flatMap { $0 }
    let outliers = shares.filter { $0 > PatchAnchors.tolerance }.count
    let coverage = Double(anchors.count) / Double(max(1, anchors.cells))
    return MetricValue(
      all.median ?? .nan, measurable: coverage, curve: curve(truth, pairs, found),
      details: [
        "width_share": shares.median ?? .nan, "mean_px": all.mean ?? .nan,
        "outlier_share": Double(outliers) / Double(all.count), "coverage": coverage,
      ])
  }

  private static func obstacle(_ truth: Truth, _ anchors: PatchAnchors) -> String? {
    guard anchors.count < PatchAnchors.leastCount else { return nil }
    if anchors.count > 0 {
      return "truth finds only \(anchors.count) corners of the background again; \(PatchAnchors.leastCount) are needed"
    }
    if truth.views.allSatisfy({ $0.depth == nil }) {
      return "the truth has no depth, and no corner of its pictures stays where it is"
    }
    if truth.views.allSatisfy({ $0.camera(at: 0) == nil }) { return "no camera is known" }
    return "the background has no corner that truth finds again"
  }

  /// The median over the pairs that end at each predicted frame.
  private static func curve(_ truth: Truth, _ pairs: [PatchAnchors.Pair], _ found: [[Double]]) -> [Double?] {
    var frames = [[Double]](repeating: [], count: truth.horizon)
    for (pair, errors) in zip(pairs, found) { frames[pair.target - truth.context] += errors }
    return frames.map(\.median)
  }

  private static func errors(
    _ pair: PatchAnchors.Pair, _ clip: Clip, _ truth: Truth, _ matcher: PatchMatcher
  ) -> [Double] {
    offsets(pair, clip, truth, matcher).map { $0?.length ?? Double(matcher.reach) }
  }

  /// How far from its place each point of a pair is found, pixels; nil where it is not.
  static func offsets(
    _ pair: PatchAnchors.Pair, _ clip: Clip, _ truth: Truth, _ matcher: PatchMatcher
  ) -> [SIMD2<Double>?] {
    let view = truth.views[pair.view]
    guard !pair.points.isEmpty, let warp = FrameWarp(view, from: pair.source, to: pair.target) else { return [] }
    let isGiven = pair.source < truth.context
    let earlier =
      isGiven
      ? GreyFrame(view.clip, frame: pair.source) : GreyFrame(clip, frame: pair.source - truth.context)
    let later = GreyFrame(clip, frame: pair.target - truth.context)
    return pair.points.map { point in
      guard let patch = warp.patch(earlier, x: point.x, y: point.y, side: matcher.side) else { return nil }
      let match = matcher.match(patch, in: later, x: point.x, y: point.y)
      return match.score < PatchAnchors.leastScore ? nil : match.offset
    }
  }
}
