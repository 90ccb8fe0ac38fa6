/// Where objects are in space at every predicted frame, as one reading shows them.
struct SpacePaths: Sendable {
  /// objects × horizon, metres; nil where an object was not found in two views that truth can measure.
  let points: [[SIMD3<Double>?]]

  init(points: [[SIMD3<Double>?]]) { self.points = points }

  /// Triangulated from the views that truth can measure.
  init(_ reading: Reading, _ objects: ObjectTruth) {
    points = objects.objectIndices.map { o in
      (0..<objects.horizon).map { t in
        let cameras = objects.cameras(object: o, frame: t)
        return cameras.isEmpty ? nil : reading.fix(object: o, frame: t, cameras: cameras)?.point
      }
    }
  }

  /// Velocity at frame t by central difference, m/s; nil where a neighbour is missing.
  func velocity(object o: Int, frame t: Int, rate: Double) -> SIMD3<Double>? {
    guard t > 0, t + 1 < points[o].count, let before = points[o][t - 1], let after = points[o][t + 1] else {
      return nil
    }
    return (after - before) * (rate / 2)
  }
}
