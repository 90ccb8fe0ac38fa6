/// Moments at which an object's path shows that something hit, pushed or stopped it.
///
/// At each frame the mean velocity of the two intervals before is compared with that of the two after; the change, or
/// what is left of it once gravity's share is taken out, whichever is less, must exceed 0.06 m/s and be the largest
/// within two frames. Resting, sliding at a constant speed and free flight give none.
struct ContactEvents: Sendable {
  /// Predicted frames, ascending, by object.
  let frames: [[Int]]

  static let least = 0.06
  static let reach = 2

  init(_ paths: SpacePaths, rate: Double, gravity: Double) {
    frames = paths.points.map { path in
      let changes = path.indices.map { Self.change(path, $0, rate, gravity) }
      return changes.indices.filter { t in
        let neighbours = max(0, t - Self.reach)...min(changes.count - 1, t + Self.reach)
        // Of equal changes the first one counts.
        return changes[t] > Self.least
          && neighbours.allSatisfy { changes[$0] < changes[t] || ($0 >= t && changes[$0] == changes[t]) }
      }
    }
  }

  /// m/s; 0 where a position is missing.
  private static func change(_ path: [SIMD3<Double>?], _ t: Int, _ rate: Double, _ gravity: Double) -> Double {
    guard t >= reach, t + reach < path.count, let a = path[t - reach], let b = path[t], let c = path[t + reach] else {
      return 0
    }
    let change = (c - 2 * b + a) * (rate / Double(reach))
    // Means over two intervals each lie two frames apart.
    let fallen = change + SIMD3(0, 0, gravity * Double(reach) / rate)
    return min(change.length, fallen.length)
  }
}
