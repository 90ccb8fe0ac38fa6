/// How far truth's static pixels move in the pictures within a gap of frames: whether a camera moves at all.
struct StaticFlow: Sendable {
  /// The median over views, a few pairs of frames and a grid of pixels, as a share of the width; nil where unknown.
  let median: Double?

  init(_ truth: Truth, gap: Int) {
    var shares: [Double] = []
    for view in truth.views {
      let sources = stride(from: truth.context, to: truth.frames - gap, by: max(1, gap))
      for s in sources {
        guard let warp = FrameWarp(view, from: s, to: s + gap) else { continue }
        let step = max(1, view.clip.width / 16)
        for y in stride(from: step / 2, to: view.clip.height, by: step) {
          for x in stride(from: step / 2, to: view.clip.width, by: step) {
            guard let at = warp.source(x: x, y: y) else { continue }
            shares.append((at - SIMD2(Double(x) + 0.5, Double(y) + 0.5)).length / Double(view.clip.width))
          }
        }
      }
    }
    median = shares.median
  }

  /// Why scores on a moving camera mean nothing here; nil where they do.
  func obstacle(least: Double) -> String? {
    guard let median else { return "the truth has no depth or no known camera" }
    return median > least ? nil : "the camera hardly moves: see reprojection_px"
  }
}
