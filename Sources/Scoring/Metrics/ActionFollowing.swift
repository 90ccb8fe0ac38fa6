/// D1 `action_following`: how far the predicted end effector is from where the actions took it, px.
///
/// The true tip is projected into each calibrated view, and truth's own picture of the strongest corner beside it (a
/// square of a tenth of the width, at least a fifth of it arm where truth has a segmentation; along a plain link a
/// patch could slide unseen) is looked for in the predicted frame of the same time by normalised cross-correlation, a
/// quarter of the width each way. The value is the mean displacement over views and frames. Where the correlation stays
/// below 0.5 the arm is not there: that costs √2 times the search's reach, the most that any displacement can. Truth
/// has 0. Detail `dtw_px`: dynamic time warping between found and true paths, per step of the matching; an arm that is
/// right but late has a small one. EWMBench (2025) matches trajectories likewise.
struct ActionFollowing: Sendable {
  private struct Target: Sendable {
    let view: Int
    /// Predicted frame.
    let frame: Int
    /// Centre pixel of the patch.
    let x, y: Int
    let patch: [Float]
    /// The true tip, px.
    let tip: SIMD2<Double>
  }

  private let targets: [Target]
  private let matchers: [PatchMatcher]
  private let horizon: Int
  private let views: Int
  private let obstacle: String?

  static let leastArm = 0.2
  static let leastScore = 0.5

  /// Chooses the patches on truth, once for all predictions.
  init(_ truth: Truth) {
    matchers = truth.views.map {
      PatchMatcher(side: max(7, $0.clip.width / 20 * 2 + 1), reach: max(2, $0.clip.width / 4))
    }
    (horizon, views) = (truth.horizon, truth.views.count)
    guard truth.tool.count == truth.frames else {
      (targets, obstacle) = ([], "the truth has no path of a tool")
      return
    }
    let matchers = matchers
    let jobs = truth.views.indices.flatMap { v in (0..<truth.horizon).map { (v, $0) } }
    targets = parallelMap(jobs.count) { Self.target(truth, view: jobs[$0].0, frame: jobs[$0].1, matchers) }
      .compactMap { $0 }
    obstacle = targets.isEmpty ? "truth shows no corner of the end effector in a calibrated view" : nil
  }

  func score(_ predicted: [Clip]) -> MetricValue {
    if let obstacle { return .unmeasurable(obstacle) }
    let found = offsets(in: predicted)
    var frames = [[Double]](repeating: [], count: horizon)
    for (target, offset) in zip(targets, found) {
      let worst = Double(matchers[target.view].reach) * 2.0.squareRoot()
      frames[target.frame].append(min(worst, offset?.length ?? worst))
    }
    let lost = found.lazy.filter { $0 == nil }.count
    return MetricValue(
      frames.flatMap { $0 }.mean ?? .nan, measurable: Double(targets.count) / Double(max(1, horizon * views)),
      curve: frames.map(\.mean),
      details: ["dtw_px": warped(found), "missing_share": Double(lost) / Double(targets.count)])
  }

  /// Where the end effector is found, views × predicted frames, px; nil where it is not, or cannot be looked for.
  ///
  /// For paths that are drawn: a match somewhere else costs the score little, but a line would jump to it and back. It is
  /// right where the prediction begins, and is followed from there by a twentieth of the width a frame at most.
  func places(in predicted: [Clip]) -> [[SIMD2<Double>?]] {
    var places = [[SIMD2<Double>?]](repeating: Array(repeating: nil, count: horizon), count: views)
    var last = [(frame: Int, offset: SIMD2<Double>)](repeating: (-1, .zero), count: views)
    // Targets are in each view's order of time.
    for (target, offset) in zip(targets, offsets(in: predicted)) {
      let before = last[target.view]
      let reach = 0.05 * Double(predicted[target.view].width * (target.frame - before.frame))
      guard let offset, (offset - before.offset).length <= reach else { continue }
      places[target.view][target.frame] = target.tip + offset
      last[target.view] = (target.frame, offset)
    }
    return places
  }

  /// How far each target is from where truth has it; nil where nothing looks like it.
  private func offsets(in predicted: [Clip]) -> [SIMD2<Double>?] {
    parallelMap(targets.count) { i in
      let target = targets[i]
      let frame = GreyFrame(predicted[target.view], frame: target.frame)
      let match = matchers[target.view].match(target.patch, in: frame, x: target.x, y: target.y)
      return match.score >= Self.leastScore ? match.offset : nil
    }
  }

  /// The mean over views of the warped distance per step, from the frames where the arm was found.
  private func warped(_ found: [SIMD2<Double>?]) -> Double {
    (0..<views).compactMap { v -> Double? in
      let mine = zip(targets, found).filter { $0.0.view == v }
      let path = mine.compactMap { target, offset in offset.map { target.tip + $0 } }
      guard let distance = TimeWarping.distance(path, mine.map(\.0.tip)) else { return nil }
      return distance.total / Double(distance.steps)
    }.mean ?? .nan
  }

  /// Nil where the tip is outside the frame, or no corner beside it shows the arm.
  private static func target(_ truth: Truth, view v: Int, frame t: Int, _ matchers: [PatchMatcher]) -> Target? {
    let view = truth.views[v]
    let time = truth.context + t
    guard let camera = view.camera(at: time), camera.camera(truth.tool[time]).z > 0 else { return nil }
    let tip = camera.project(truth.tool[time])
    let side = matchers[v].side
    let half = side / 2
    let picture = GreyFrame(view.clip, frame: time)
    guard min(picture.width, picture.height) >= side, tip.x >= 0, tip.y >= 0, tip.x < Double(picture.width),
      tip.y < Double(picture.height)
    else { return nil }
    let corners = CornerMap(picture, side: side)
    var best: (x: Int, y: Int)?
    var strength = PatchAnchors.leastCorner
    for y in max(half, Int(tip.y) - half)...max(half, min(picture.height - 1 - half, Int(tip.y) + half)) {
      for x in max(half, Int(tip.x) - half)...max(half, min(picture.width - 1 - half, Int(tip.x) + half))
      where corners.strength(x, y) > strength {
        guard armShare(truth, view, time, x - half, y - half, side) >= leastArm else { continue }
        (best, strength) = ((x, y), corners.strength(x, y))
      }
    }
    guard let best else { return nil }
    let patch = picture.window(best.x - half, best.y - half, side)
    return Target(view: v, frame: t, x: best.x, y: best.y, patch: patch, tip: tip)
  }

  /// The share of a square that shows a segment which is no free object; 1 without segmentation.
  private static func armShare(
    _ truth: Truth, _ view: Truth.View, _ t: Int, _ left: Int, _ top: Int, _ side: Int
  ) -> Double {
    guard let labels = view.segmentation else { return 1 }
    let objects = Set(truth.objects.compactMap { truth.label(of: $0.name) })
    var count = 0
    for y in top..<(top + side) {
      for x in left..<(left + side) {
        let label = labels[t * view.clip.pixels + y * view.clip.width + x]
        if label != 0, !objects.contains(label) { count += 1 }
      }
    }
    return Double(count) / Double(side * side)
  }
}
