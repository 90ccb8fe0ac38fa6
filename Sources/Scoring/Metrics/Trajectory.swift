/// C2 `trajectory_ade`: mean distance in px between an object's predicted and true path in the picture.
///
/// Both paths are read out of the frames by the same readout, so truth has exactly 0; `readout_floor_px` is that
/// readout's own mean distance from the true masks. The mean runs over views, objects and frames that truth can measure
/// (mean and final displacement errors as in S. Pellegrini et al., 2009). A frame in which the object is missing costs
/// ℓ, and no distance costs more. Details: `moved_px` over objects that truth moves, `final_px` over the last
/// measurable frames.
enum Trajectory {
  static func score(_ reading: Reading, _ objects: ObjectTruth, floor: Double) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: false) { return .unmeasurable(reason) }
    var frames = [[Double]](repeating: [], count: objects.horizon)
    var moved: [Double] = []
    var final: [Double] = []
    for v in objects.viewIndices {
      for o in objects.objectIndices {
        let path = errors(reading, objects, view: v, object: o)
        for (t, error) in path.enumerated() { if let error { frames[t].append(error) } }
        if objects.moved[o] { moved += path.compactMap { $0 } }
        if let last = path.last(where: { $0 != nil }) ?? nil { final.append(last) }
      }
    }
    return MetricValue(
      frames.flatMap { $0 }.mean ?? .nan, measurable: objects.measurableShare, curve: frames.map(\.mean),
      details: [
        "moved_px": moved.mean ?? .nan, "final_px": final.mean ?? .nan, "readout_floor_px": floor,
      ])
  }

  /// Per frame; nil where truth cannot measure it.
  private static func errors(_ reading: Reading, _ objects: ObjectTruth, view v: Int, object o: Int) -> [Double?] {
    let worst = objects.truth.views[v].clip.diagonal
    return (0..<objects.horizon).map { t in
      guard objects.measurable[v][o][t], let wanted = objects.reading.sighting(view: v, object: o, frame: t) else {
        return nil
      }
      guard let found = reading.sighting(view: v, object: o, frame: t) else { return worst }
      return min(worst, (found.centroid - wanted.centroid).length)
    }
  }
}
