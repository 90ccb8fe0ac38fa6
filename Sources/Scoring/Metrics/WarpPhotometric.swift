/// B3 `warp_photometric`: how much a predicted frame differs from an earlier one carried along with the true camera.
///
/// mean |W(P_t) − P_{t+k}| over pixels that truth's depth shows in both frames and that show nothing movable, k half a
/// second and W by truth's depth and poses (bilinear), divided by the same mean of truth itself. Truth has 1; a picture
/// that does not follow the camera has more, a blurred one less: values are compared by |ln|. Measured only where the camera moves (median flow of
/// static pixels above 0.5% of the width) and truth's own mean exceeds half a grey level of 255. Every second pixel of
/// every second row counts. Warping errors as consistency: W.-S. Lai et al., 2018.
struct WarpPhotometric: Sendable {
  private let truth: Truth
  private let pairs: [(view: Int, source: Int)]
  private let gap: Int
  private let obstacle: String?
  /// Truth's own mean difference, 0…1.
  private let own: Double

  static let leastFlow = 0.005
  static let leastOwn = 0.5 / 255

  init(_ truth: Truth) {
    self.truth = truth
    let gap = max(1, min(Int((truth.rate / 2).rounded()), truth.horizon - 1))
    self.gap = gap
    pairs = truth.views.indices.flatMap { v in
      stride(from: 0, to: truth.horizon - gap, by: max(1, gap / 2)).map { (view: v, source: $0) }
    }
    let still =
      truth.horizon < 2 ? "one frame has no motion" : StaticFlow(truth, gap: gap).obstacle(least: Self.leastFlow)
    guard still == nil else {
      (own, obstacle) = (0, still)
      return
    }
    own = Self.difference(truth.asPrediction.views.map(\.clip), truth, pairs, gap).mean ?? 0
    obstacle = own < Self.leastOwn ? "truth's own difference is too small to compare with" : nil
  }

  func score(_ predicted: [Clip]) -> MetricValue {
    if let obstacle { return .unmeasurable(obstacle) }
    let found = Self.difference(predicted, truth, pairs, gap)
    return MetricValue((found.mean ?? .nan) / own, details: ["own_level": own, "pixels": Double(found.count)])
  }

  private static func difference(_ clips: [Clip], _ truth: Truth, _ pairs: [(view: Int, source: Int)], _ gap: Int) -> (
    mean: Double?, count: Int
  ) {
    let sums = parallelMap(pairs.count) { i -> (sum: Double, count: Int) in
      let (v, s) = pairs[i]
      let view = truth.views[v]
      guard let warp = FrameWarp(view, from: truth.context + s, to: truth.context + s + gap) else { return (0, 0) }
      let earlier = GreyFrame(clips[v], frame: s)
      let later = GreyFrame(clips[v], frame: s + gap)
      let fixed = StaticPixels(truth, view)
      var sum = 0.0
      var count = 0
      for y in stride(from: 0, to: view.clip.height, by: 2) {
        for x in stride(from: 0, to: view.clip.width, by: 2) where fixed.holds(x, y, truth.context + s + gap) {
          guard let at = warp.source(x: x, y: y), fixed.holds(Int(at.x), Int(at.y), truth.context + s),
            let value = earlier.sample(at)
          else { continue }
          sum += Double(abs(value - later.pixels[y * view.clip.width + x]))
          count += 1
        }
      }
      return (sum, count)
    }
    let count = sums.reduce(0) { $0 + $1.count }
    return (count > 0 ? sums.reduce(0) { $0 + $1.sum } / Double(count) : nil, count)
  }
}
