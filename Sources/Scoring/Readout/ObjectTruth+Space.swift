extension ObjectTruth {
  /// The calibrated views that can measure an object at a predicted frame; empty where fewer than two can.
  func cameras(object o: Int, frame t: Int) -> [Int: PinholeCamera] {
    var cameras: [Int: PinholeCamera] = [:]
    for v in viewIndices where measurable[v][o][t] {
      if let camera = truth.views[v].camera(at: truth.context + t) { cameras[v] = camera }
    }
    return cameras.count >= 2 ? cameras : [:]
  }

  /// Whether truth's own reading has an object within `mostOff` of where it is.
  func isPlaced(object o: Int, frame t: Int) -> Bool {
    let cameras = cameras(object: o, frame: t)
    guard !cameras.isEmpty, let fix = reading.fix(object: o, frame: t, cameras: cameras) else { return false }
    return (fix.point - position(o, t)).length <= Self.mostOff
  }

  /// What a missing object costs in metres: the frame's diagonal ℓ at the object's true distance, mean over the views.
  func worstDistance(object o: Int, frame t: Int, cameras: [Int: PinholeCamera]) -> Double {
    let costs = cameras.keys.sorted().compactMap { v -> Double? in
      guard let camera = cameras[v] else { return nil }
      return truth.views[v].clip.diagonal * abs(camera.camera(position(o, t)).z) / camera.lens.fx
    }
    return costs.mean ?? 0
  }

  /// Distance in metres between a reading's triangulated centroid and the truth, the worst where there is none.
  ///
  /// Nil where truth's own reading does not place the object.
  func spatialError(_ reading: Reading, object o: Int, frame t: Int) -> Double? {
    guard isPlaced[o][t] else { return nil }
    let cameras = cameras(object: o, frame: t)
    let worst = worstDistance(object: o, frame: t, cameras: cameras)
    guard let fix = reading.fix(object: o, frame: t, cameras: cameras) else { return worst }
    return min(worst, (fix.point - position(o, t)).length)
  }

  /// Why no object score can be given; nil where they can.
  func obstacle(needsSpace: Bool) -> String? {
    if truth.objects.isEmpty { return "the truth names no objects" }
    if masks.allSatisfy({ $0 == nil }) { return "the truth has no segmentation" }
    let seen = measurable.joined().joined().contains(true)
    if !seen { return "no object can be read out of the truth" }
    guard needsSpace else { return nil }
    let calibrated = truth.views.filter { $0.camera(at: 0) != nil }.count
    return calibrated < 2 ? "fewer than two views have a known camera" : nil
  }

  /// The share of all view × object × frame triples that can be measured.
  var measurableShare: Double {
    let all = measurable.joined().joined()
    let total = all.count
    return total == 0 ? 0 : Double(all.lazy.filter { $0 }.count) / Double(total)
  }
}
