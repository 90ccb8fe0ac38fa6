import Foundation

/// C4 `area_variation`: how much objects swell and shrink beyond what their distance explains.
///
/// r = ln(Â ẑ² / A z²), with Â and A the areas of the readout's masks in prediction and truth, z the true depth and ẑ
/// that of the triangulated centroid (z where fewer than two views show it); the value is √(mean r²) over views, objects
/// and frames that truth can measure. A missing object counts as ln 8, and no ratio counts more. Truth has 0.
enum AreaVariation {
  static let worst = log(8.0)

  static func score(_ reading: Reading, _ paths: SpacePaths, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: false) { return .unmeasurable(reason) }
    var frames = [[Double]](repeating: [], count: objects.horizon)
    let real = SpacePaths(objects.reading, objects)
    for v in objects.viewIndices {
      for o in objects.objectIndices {
        for t in 0..<objects.horizon where objects.measurable[v][o][t] {
          guard let wanted = objects.reading.sighting(view: v, object: o, frame: t) else { continue }
          let found = reading.sighting(view: v, object: o, frame: t)
          let depth = relativeDepth(
            paths.points[o][t], real.points[o][t], objects.truth.views[v].camera(at: objects.truth.context + t))
          let ratio = found.map { log(Double($0.area) / Double(wanted.area)) + 2 * log(depth) } ?? worst
          let size = min(worst, abs(ratio.isFinite ? ratio : worst))
          frames[t].append(size * size)
        }
      }
    }
    return MetricValue(
      (frames.flatMap { $0 }.mean ?? .nan).squareRoot(), measurable: objects.measurableShare,
      curve: frames.map { $0.mean.map { $0.squareRoot() } })
  }

  /// ẑ / z; 1 where either is unknown.
  private static func relativeDepth(
    _ found: SIMD3<Double>?, _ wanted: SIMD3<Double>?, _ camera: PinholeCamera?
  ) -> Double {
    guard let found, let wanted, let camera else { return 1 }
    let (near, far) = (camera.camera(found).z, camera.camera(wanted).z)
    return near > 0 && far > 0 ? near / far : 1
  }
}
