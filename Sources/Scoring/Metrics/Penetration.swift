/// C4 `penetration_mm`: how deep objects sink into the support or into each other, beyond what truth's readout shows.
///
/// Each object is the ball of its inscribed radius r about its triangulated centroid p. Depth in the support is
/// max(0, r − (p_z − height)), depth of a pair max(0, r₁ + r₂ − ‖p₁ − p₂‖). The value is the deepest of all frames minus
/// the deepest that truth shows through the same readout, at least 0, in mm. Balls lie inside their objects, so a
/// crossing of corners is missed, and no contact is reported that is not one. The support does not count for an object
/// whose true centre goes below it (it fell off). An object that truth shows and the prediction nowhere has the worst
/// value, 2r: sunk out of sight.
enum Penetration {
  static func score(_ reading: Reading, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: true) { return .unmeasurable(reason) }
    let radii = objects.truth.objects.map { path in
      objects.truth.shapes.first { $0.name == path.name }?.inscribedRadius
    }
    guard radii.contains(where: { $0 != nil }) else { return .unmeasurable("the sizes of the objects are not known") }
    let wanted = depths(objects.reading, objects, radii)
    let depths = depths(reading, objects, radii)
    guard let allowed = wanted.compactMap({ $0 }).max() else {
      return .unmeasurable("truth shows no object in two views")
    }
    let share = Double(wanted.compactMap { $0 }.count) / Double(objects.horizon)
    let sunk = objects.objectIndices.filter { isFound($0, objects.reading, objects) && !isFound($0, reading, objects) }
    let lost = sunk.compactMap { radii[$0].map { 2 * $0 } }.max() ?? 0
    let deepest = max(lost, (depths.compactMap { $0 }.max() ?? 0) - allowed, 0)
    let names = sunk.map { objects.truth.objects[$0].name }.joined(separator: ", ")
    return MetricValue(
      1000 * deepest, note: sunk.isEmpty ? nil : "never found: \(names)", measurable: share,
      curve: depths.map { $0.map { 1000 * max(0, $0 - allowed) } },
      details: ["allowance_mm": 1000 * allowed])
  }

  private static func isFound(_ o: Int, _ reading: Reading, _ objects: ObjectTruth) -> Bool {
    (0..<objects.horizon).contains { t in
      reading.fix(object: o, frame: t, cameras: objects.cameras(object: o, frame: t)) != nil
    }
  }

  /// The deepest penetration in metres at each frame; nil where no object is found.
  private static func depths(_ reading: Reading, _ objects: ObjectTruth, _ radii: [Double?]) -> [Double?] {
    let sinks = objects.objectIndices.map { o in staysAbove(objects, o) }
    return (0..<objects.horizon).map { t in
      let balls = objects.objectIndices.compactMap { o -> Ball? in
        let cameras = objects.cameras(object: o, frame: t)
        guard let radius = radii[o], let fix = reading.fix(object: o, frame: t, cameras: cameras) else { return nil }
        return Ball(centre: fix.point, radius: radius, isSupported: sinks[o])
      }
      return deepest(balls, support: objects.truth.supportHeight)
    }
  }

  private struct Ball {
    let centre: SIMD3<Double>
    let radius: Double
    let isSupported: Bool
  }

  private static func staysAbove(_ objects: ObjectTruth, _ o: Int) -> Bool {
    guard let height = objects.truth.supportHeight else { return false }
    return (0..<objects.horizon).allSatisfy { objects.position(o, $0).z > height }
  }

  private static func deepest(_ balls: [Ball], support: Double?) -> Double? {
    guard !balls.isEmpty else { return nil }
    var depth = 0.0
    for (i, ball) in balls.enumerated() {
      if let support, ball.isSupported { depth = max(depth, ball.radius - (ball.centre.z - support)) }
      for other in balls[(i + 1)...] {
        depth = max(depth, ball.radius + other.radius - (ball.centre - other.centre).length)
      }
    }
    return depth
  }
}
