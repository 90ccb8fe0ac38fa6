/// B4 `multiview_m`: how well the predicted views agree on where each object is in space.
///
/// Centroids of every object in two or more predicted views are triangulated and compared with the true position; the
/// value is the mean distance in metres over objects and frames at which truth's own views agree to within a centimetre (a
/// body that is half hidden has its centroid elsewhere). An object not
/// found in two views costs ℓ at its true distance, and no error costs more. A centroid is not the projection of the
/// centre, so truth has a floor of some millimetres, never more than those ten. `reprojection_rmse_px` tells how far the views disagree.
enum MultiView {
  static func score(_ reading: Reading, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: true) { return .unmeasurable(reason) }
    var frames = [[Double]](repeating: [], count: objects.horizon)
    var squares: [Double] = []
    var missing = 0
    for o in objects.objectIndices {
      for t in 0..<objects.horizon {
        guard let error = objects.spatialError(reading, object: o, frame: t) else { continue }
        frames[t].append(error)
        let fix = reading.fix(object: o, frame: t, cameras: objects.cameras(object: o, frame: t))
        if let fix { squares.append(fix.residual * fix.residual) } else { missing += 1 }
      }
    }
    let all = frames.flatMap { $0 }
    guard let mean = all.mean else { return .unmeasurable("truth's own views place no object to within a centimetre") }
    return MetricValue(
      mean, measurable: Double(all.count) / Double(objects.objectIndices.count * objects.horizon),
      curve: frames.map(\.mean),
      details: [
        "reprojection_rmse_px": (squares.mean ?? .nan).squareRoot(),
        "missing_share": Double(missing) / Double(all.count),
        "median_m": all.median ?? .nan,
      ])
  }
}
