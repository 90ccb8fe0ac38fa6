/// C4 `step_ratio`: the prediction's largest step over the truth's, max‖Δx̂‖ / max‖Δx‖, in px a frame.
///
/// Steps run between consecutive frames that truth can measure, the last context frame included, and are divided by the
/// frames between them; the maximum is over views and objects. Truth has 1. A teleport is far above 1; a frozen
/// prediction has 0 and the note `nothing moves`. An object that is never found takes a step of ℓ.
enum StepRatio {
  /// Below this many px a frame truth counts as standing still: the readout's own jitter.
  static let still = 0.5

  static func score(_ reading: Reading, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: false) { return .unmeasurable(reason) }
    let wanted = largest(objects.reading, objects)
    let step = largest(reading, objects)
    guard wanted >= still else {
      return .unmeasurable("no object moves in truth by half a pixel a frame", details: ["step_px": step])
    }
    return MetricValue(
      step / wanted, note: step < still ? "nothing moves" : nil, measurable: objects.measurableShare,
      details: ["step_px": step, "truth_step_px": wanted])
  }

  private static func largest(_ reading: Reading, _ objects: ObjectTruth) -> Double {
    var largest = 0.0
    for v in objects.viewIndices {
      for o in objects.objectIndices {
        largest = max(largest, step(reading, objects, view: v, object: o))
      }
    }
    return largest
  }

  private static func step(_ reading: Reading, _ objects: ObjectTruth, view v: Int, object o: Int) -> Double {
    let frames = (0..<objects.horizon).filter { objects.measurable[v][o][$0] }
    let found = frames.compactMap { t in
      reading.sighting(view: v, object: o, frame: t).map { (time: t, at: $0.centroid) }
    }
    if found.isEmpty { return frames.isEmpty ? 0 : objects.truth.views[v].clip.diagonal }
    let start = objects.start.sighting(view: v, object: o, frame: 0).map { [(time: -1, at: $0.centroid)] } ?? []
    let path = start + found
    return zip(path, path.dropFirst()).map { ($1.at - $0.at).length / Double($1.time - $0.time) }.max() ?? 0
  }
}
