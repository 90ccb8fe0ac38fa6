/// Intersections and unions, summed over views and objects.
struct OccupancySums {
  private var both: [Int]
  private var either: [Int]
  private var spatial = (both: 0, either: 0)
  private var weighted = (both: 0, either: 0)
  private var samples = 0
  private(set) var isMeasurable = false

  init(frames: Int) {
    both = [Int](repeating: 0, count: frames)
    either = both
  }

  /// One object in one view: its masks (ascending pixel numbers) at each frame, in prediction and truth.
  mutating func add(_ masks: [(found: [Int32], wanted: [Int32])], pixels: Int, isMoved: Bool) {
    var ours = [Int](repeating: 0, count: pixels)
    var theirs = ours
    for (t, mask) in masks.enumerated() {
      for p in mask.found { ours[Int(p)] += 1 }
      for p in mask.wanted { theirs[Int(p)] += 1 }
      let shared = Self.shared(mask.found, mask.wanted)
      both[t] += shared
      either[t] += mask.found.count + mask.wanted.count - shared
      if isMoved, !mask.wanted.isEmpty { isMeasurable = true }
    }
    for p in 0..<pixels where ours[p] + theirs[p] > 0 {
      spatial.both += ours[p] > 0 && theirs[p] > 0 ? 1 : 0
      spatial.either += 1
      weighted.both += min(ours[p], theirs[p])
      weighted.either += max(ours[p], theirs[p])
    }
    samples += pixels * masks.count
  }

  func value(measurable: Double) -> MetricValue {
    let curve = zip(both, either).map { $1 > 0 ? Double($0) / Double($1) : nil }
    let shares = [
      Double(spatial.both) / Double(spatial.either), curve.compactMap { $0 }.mean ?? .nan,
      Double(weighted.both) / Double(weighted.either),
    ]
    let wrong = zip(both, either).reduce(0) { $0 + $1.1 - $1.0 }
    return MetricValue(
      shares.mean ?? .nan, measurable: measurable, curve: curve,
      details: [
        "spatial_iou": shares[0], "spatiotemporal_iou": shares[1], "weighted_iou": shares[2],
        "mse": Double(wrong) / Double(max(1, samples)),
      ])
  }

  private static func shared(_ a: [Int32], _ b: [Int32]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { count += 1 }
      let (x, y) = (a[i], b[j])
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return count
  }
}
