/// C5 `contact_f1`: whether objects are hit, pushed and stopped when they should be.
///
/// Contacts are read from paths (`ContactEvents`), in prediction and truth alike. Truth's events within two frames of a
/// contact that the simulator recorded as new are the onsets to be found; a predicted event within two frames of one
/// finds it, each once. A predicted event that lies near no event of truth's path and no recorded onset is false. F1 =
/// 2 TP / (2 TP + FP + FN), events being matched within a tolerance as onsets of notes are (S. Böck et al., 2012).
/// Detail `early_share`: of the objects at rest that truth leaves alone or has touched later, the share that the
/// prediction moves by more than 3 cm more than two frames before anything touches them; `resting` and `early` are the two
/// numbers, to be summed over a suite, where fewer than 20 objects give no share. An object that the prediction shows
/// nowhere before that tells nothing and is not counted: its loss is `permanence`'s.
enum ContactScore {
  static let tolerance = 2

  static func score(_ paths: SpacePaths, truth: LawTruth, reading: SpacePaths) -> MetricValue {
    guard let touching = truth.touching else { return .unmeasurable("the truth has no contacts") }
    let real = ContactEvents(reading, rate: truth.rate, gravity: truth.gravity)
    let seen = ContactEvents(paths, rate: truth.rate, gravity: truth.gravity)
    var (hits, misses, false_) = (0, 0, 0)
    for o in truth.names.indices {
      let onsets = (0..<truth.horizon).filter { isOnset(touching[o], $0) }
      let wanted = real.frames[o].filter { isNear($0, onsets) }
      let found = matches(seen.frames[o], wanted)
      hits += found
      misses += wanted.count - found
      false_ += seen.frames[o].filter { !isNear($0, real.frames[o]) && !isNear($0, onsets) }.count
    }
    let moved = earlyMoves(paths, truth, touching)
    let details = [
      "early_share": Double(moved.early) / Double(moved.resting), "resting": Double(moved.resting),
      "early": Double(moved.early),
    ]
    guard hits + misses > 0 else {
      return .unmeasurable("no contact shows in the paths of truth", details: details)
    }
    return MetricValue(
      Double(2 * hits) / Double(2 * hits + misses + false_),
      details: details.merging(
        ["onsets": Double(hits + misses), "found": Double(hits), "false": Double(false_)], uniquingKeysWith: { $1 }))
  }

  /// Whether something touches at frame t that did not in the two frames before.
  private static func isOnset(_ touching: [Set<String>], _ t: Int) -> Bool {
    guard t > 0 else { return false }
    let before = touching[max(0, t - 2)].union(touching[t - 1])
    return !touching[t].subtracting(before).isEmpty
  }

  private static func isNear(_ t: Int, _ frames: [Int]) -> Bool { frames.contains { abs($0 - t) <= tolerance } }

  /// Pairs within the tolerance, each frame used once; taking both lists in order is optimal on a line.
  static func matches(_ found: [Int], _ wanted: [Int]) -> Int {
    var (i, j, pairs) = (0, 0, 0)
    while i < found.count, j < wanted.count {
      if abs(found[i] - wanted[j]) <= tolerance {
        pairs += 1
        i += 1
        j += 1
      } else if found[i] < wanted[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  /// How many objects are at rest and alone at the start, and how many of these move too early.
  private static func earlyMoves(
    _ paths: SpacePaths, _ truth: LawTruth, _ touching: [[Set<String>]]
  ) -> (resting: Int, early: Int) {
    var resting = 0
    var early = 0
    for o in truth.names.indices {
      guard let first = truth.positions[o].first else { continue }
      let touch = (0..<truth.horizon).first { !touching[o][$0].isDisjoint(with: truth.movers) } ?? truth.horizon
      let isAtRest = (0..<touch).allSatisfy { (truth.positions[o][$0] - first).length < 0.005 }
      guard touch > tolerance, isAtRest, paths.points[o].prefix(touch).contains(where: { $0 != nil }) else { continue }
      resting += 1
      let moves = paths.points[o].firstIndex { $0.map { ($0 - first).length > ObjectTruth.leastMove } ?? false }
      if let moves, moves < touch - tolerance { early += 1 }
    }
    return (resting, early)
  }
}
