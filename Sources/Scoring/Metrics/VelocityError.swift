/// C2 `velocity_rmse`: root mean square distance between predicted and true velocities of objects, m/s.
///
/// v̂_t = (x̂_{t+1} − x̂_{t−1}) · rate / 2 from triangulated centroids, against the same difference of truth's own
/// positions, over objects and frames whose neighbours truth can measure in two views and at which truth's own reading errs
/// by no more than 0.05 m/s (at 30 Hz 3 mm between the two neighbours, so some frames are lost to its noise): truth's floor
/// is below that everywhere. Where an object is missing the error is a jump of ℓ at its true distance, and no error costs more. PhyWorld (B. Kang
/// et al., 2024) scores velocities likewise. Details: `moved_mps` over objects that truth moves, `truth_mps` truth's
/// own root mean square speed.
enum VelocityError {
  /// m/s by which truth's own reading may err.
  static let mostOwn = 0.05

  /// - Parameter reading: where truth's own frames have the objects.
  static func score(_ paths: SpacePaths, _ objects: ObjectTruth, reading: SpacePaths) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: true) { return .unmeasurable(reason) }
    let rate = objects.truth.rate
    var frames = [[Double]](repeating: [], count: objects.horizon)
    var moved: [Double] = []
    var speeds: [Double] = []
    for o in objects.objectIndices {
      for t in stride(from: 1, to: objects.horizon - 1, by: 1) {
        let cameras = objects.cameras(object: o, frame: t - 1)
        guard !cameras.isEmpty, !objects.cameras(object: o, frame: t + 1).isEmpty else { continue }
        let wanted = (objects.position(o, t + 1) - objects.position(o, t - 1)) * (rate / 2)
        guard let own = reading.velocity(object: o, frame: t, rate: rate), (own - wanted).length <= mostOwn else {
          continue
        }
        let worst = objects.worstDistance(object: o, frame: t - 1, cameras: cameras) * rate / 2
        let found = paths.velocity(object: o, frame: t, rate: rate)
        let error = min(worst, found.map { ($0 - wanted).length } ?? worst)
        frames[t].append(error * error)
        speeds.append((wanted * wanted).sum())
        if objects.moved[o] { moved.append(error * error) }
      }
    }
    let all = frames.flatMap { $0 }
    guard let mean = all.mean else {
      return .unmeasurable("velocities cannot be read from truth's own frames to within 0.05 m/s")
    }
    return MetricValue(
      mean.squareRoot(), measurable: Double(all.count) / Double(objects.objectIndices.count * objects.horizon),
      curve: frames.map { $0.mean.map { $0.squareRoot() } },
      details: [
        "moved_mps": (moved.mean ?? .nan).squareRoot(), "truth_mps": (speeds.mean ?? .nan).squareRoot(),
      ])
  }
}
