/// C4 `permanence`: how often the objects that truth shows are there in the prediction too.
///
/// The share of view × object × frame triples that truth can measure in which the readout finds a component of at least
/// half the object's true area. Truth has 1; an object that vanishes takes its share away. What must stay there is that
/// of R. Riochet et al. (IntPhys, 2018), who ask a model how surprised it is instead.
enum Permanence {
  static let leastArea = 0.5

  static func score(_ reading: Reading, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: false) { return .unmeasurable(reason) }
    var frames = [[Double]](repeating: [], count: objects.horizon)
    for v in objects.viewIndices {
      for o in objects.objectIndices {
        for t in 0..<objects.horizon where objects.measurable[v][o][t] {
          frames[t].append(isFound(reading, objects, v, o, t) ? 1 : 0)
        }
      }
    }
    return MetricValue(
      frames.flatMap { $0 }.mean ?? .nan, measurable: objects.measurableShare, curve: frames.map(\.mean))
  }

  private static func isFound(_ reading: Reading, _ objects: ObjectTruth, _ v: Int, _ o: Int, _ t: Int) -> Bool {
    guard let mask = objects.masks[v]?.sightings[o][objects.truth.context + t],
      let found = reading.sighting(view: v, object: o, frame: t)
    else { return false }
    return Double(found.area) >= leastArea * Double(mask.area)
  }
}
