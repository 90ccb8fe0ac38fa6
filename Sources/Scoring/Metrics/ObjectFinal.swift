/// `object_final_m`: distance in metres between where an object ends in the prediction and where it ends in truth.
///
/// Positions are triangulated from the predicted views at the last frame, within the last half second, at which truth
/// itself places the object to within a centimetre. The value is the mean over the objects that truth moves by more than 3 cm; the detail
/// `all_m` runs over all of them. A missing object costs ℓ at its true distance.
enum ObjectFinal {
  static func score(_ reading: Reading, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: true) { return .unmeasurable(reason) }
    let errors = objects.objectIndices.map { error(reading, objects, object: $0) }
    let movers = objects.objectIndices.filter { objects.moved[$0] }
    let moved = movers.compactMap { errors[$0] }
    var details = ["all_m": errors.compactMap { $0 }.mean ?? .nan, "moved": Double(movers.count)]
    for (path, error) in zip(objects.truth.objects, errors) { details["\(path.name)_m"] = error ?? .nan }
    guard !movers.isEmpty else { return .unmeasurable("truth moves no object by more than 3 cm", details: details) }
    guard let mean = moved.mean else {
      return .unmeasurable("truth's last frames place no moved object to within a centimetre", details: details)
    }
    return MetricValue(mean, measurable: Double(moved.count) / Double(movers.count), details: details)
  }

  private static func error(_ reading: Reading, _ objects: ObjectTruth, object o: Int) -> Double? {
    let window = max(1, Int((objects.truth.rate / 2).rounded()))
    for t in stride(from: objects.horizon - 1, through: max(0, objects.horizon - window), by: -1) {
      if let error = objects.spatialError(reading, object: o, frame: t) { return error }
    }
    return nil
  }
}
