/// Where a piece of the background went that should have stayed: one measurement of B1, for drawing.
public struct DriftArrow: Sendable {
  /// Index of the view.
  public var camera: Int
  /// Of the whole clip, context included.
  public var frame: Int
  /// Where the piece should be, pixels.
  public var place: SIMD2<Double>
  /// From there to where it was found, pixels; nil where it was not found at all.
  public var offset: SIMD2<Double>?
}

extension Scorer {
  /// The drift of a prediction's background within half a second, at every `step`-th predicted frame.
  ///
  /// Costs a `step`-th of `reprojection_px`.
  public func drift(of prediction: Prediction, every step: Int) -> [DriftArrow] {
    let clips = prediction.views.map(\.clip)
    let pairs = anchors.pairs.filter { ($0.target - truth.context) % step == step - 1 && !$0.points.isEmpty }
    return parallelMap(pairs.count) { i in
      let pair = pairs[i]
      let offsets = Reprojection.offsets(pair, clips[pair.view], truth, anchors.matcher[pair.view])
      return zip(pair.points, offsets).map { point, offset in
        DriftArrow(
          camera: pair.view, frame: pair.target, place: SIMD2(Double(point.x) + 0.5, Double(point.y) + 0.5),
          offset: offset)
      }
    }.flatMap { $0 }
  }
}
