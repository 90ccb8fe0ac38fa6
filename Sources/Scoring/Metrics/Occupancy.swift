/// C1 `occupancy`: whether objects come to the same places, at the right time and for as long.
///
/// Masks are the readout's, of every object and frame that truth can measure, without the pixels within 2 px of where
/// the object was in the last context frame: what copying leaves is empty. With A the prediction's and B truth's masks,
/// sums running over views and objects:
/// * `spatial_iou`: Σ|∪_t A ∩ ∪_t B| / Σ|∪_t A ∪ ∪_t B|
/// * `spatiotemporal_iou`: the mean over frames of Σ|A ∩ B| / Σ|A ∪ B|, frames where both are empty left out
/// * `weighted_iou`: Σ min(ā, b̄) / Σ max(ā, b̄) of the masks' means over time
/// * `mse`: the mean squared difference of the masks, over all pixels
///
/// The value is the mean of the three shares (the fourth has no common scale). After Physics-IQ (S. Motamed et al.,
/// 2025), whose masks are grey differences between frames and go empty on small objects.
enum Occupancy {
  /// px around the object's start that do not count.
  static let margin = 2

  static func score(_ reading: Reading, _ objects: ObjectTruth) -> MetricValue {
    if let reason = objects.obstacle(needsSpace: false) { return .unmeasurable(reason) }
    guard objects.moved.contains(true) else { return .unmeasurable("truth moves no object by more than 3 cm") }
    var sums = OccupancySums(frames: objects.horizon)
    for v in objects.viewIndices {
      let clip = objects.truth.views[v].clip
      for o in objects.objectIndices {
        let start = objects.start.sighting(view: v, object: o, frame: 0)?.pixels ?? []
        let blocked = grown(start, width: clip.width, height: clip.height)
        let masks = (0..<objects.horizon).map { t -> (found: [Int32], wanted: [Int32]) in
          guard objects.measurable[v][o][t] else { return ([], []) }
          let found = reading.sighting(view: v, object: o, frame: t)?.pixels ?? []
          let wanted = objects.reading.sighting(view: v, object: o, frame: t)?.pixels ?? []
          return (found.filter { !blocked[Int($0)] }, wanted.filter { !blocked[Int($0)] })
        }
        sums.add(masks, pixels: clip.pixels, isMoved: objects.moved[o])
      }
    }
    guard sums.isMeasurable else {
      return .unmeasurable("truth's moved objects never leave their places in the pictures")
    }
    return sums.value(measurable: objects.measurableShare)
  }

  private static func grown(_ pixels: [Int32], width: Int, height: Int) -> [Bool] {
    var blocked = [Bool](repeating: false, count: width * height)
    for pixel in pixels {
      let (x, y) = (Int(pixel) % width, Int(pixel) / width)
      for v in max(0, y - margin)...min(height - 1, y + margin) {
        for u in max(0, x - margin)...min(width - 1, x + margin) { blocked[v * width + u] = true }
      }
    }
    return blocked
  }
}
