import Episodes
import Foundation

/// Smallest and largest value of each action but for outliers, and how often it stands there.
struct ActionRange: Sendable {
  /// Of each dimension.
  let bounds: [ClosedRange<Float>]
  private let atLow: [Int]
  private let atHigh: [Int]
  /// Values within the bounds.
  private let inside: [Int]

  /// Outliers told of one by one.
  private static let told = 16

  /// - Parameter actions: rows, all of one width.
  init(_ actions: [[Float]]) {
    var bounds: [ClosedRange<Float>] = []
    var counts: [(low: Int, high: Int, inside: Int)] = []
    for d in 0..<(actions.first?.count ?? 0) {
      let column = actions.map { $0[d] }
      let fence = ValueFence(column.map(Double.init)).bounds
      let own = Float(fence.lowerBound)...Float(fence.upperBound)
      bounds.append(own)
      counts.append(
        (
          column.count { $0 == own.lowerBound }, column.count { $0 == own.upperBound },
          column.count(where: own.contains)
        ))
    }
    self.bounds = bounds
    (atLow, atHigh, inside) = (counts.map(\.low), counts.map(\.high), counts.map(\.inside))
  }

  /// Dimensions that never move, and those that stand at an end of their range in more than a fifth of the rows.
  ///
  /// Grippers stand at their ends by nature, as does what takes two values alone.
  func problems(names: [String], kinds: [ActionContract.Kind]) -> [DataProblem] {
    bounds.indices.compactMap { d in
      let (low, high) = (bounds[d].lowerBound, bounds[d].upperBound)
      if isConstant(d) { return DataProblem(.constantAction, "\(names[d]) is \(low) throughout") }
      guard kinds[d] != .gripper, inside[d] > atLow[d] + atHigh[d] else { return nil }
      let share = Double(max(atLow[d], atHigh[d])) / Double(max(1, inside[d]))
      let end = atHigh[d] >= atLow[d] ? high : low
      guard share > 0.2, !(restsAtZero(kinds[d]) && end == 0) else { return nil }
      let percent = Int((100 * share).rounded())
      return DataProblem(.saturatedAction, "\(names[d]) stands at its limit \(end) in \(percent)% of the rows")
    }
  }

  /// A line for each dimension and episode with numbers outside: the first of them, and how many more there are.
  func outliers(of episodes: [CheckedEpisode], names: [String]) -> [DataProblem] {
    var found: [DataProblem] = []
    for episode in episodes where !episode.actions.isEmpty {
      for d in bounds.indices {
        let rows = episode.actions.indices.filter { !bounds[d].contains(episode.actions[$0][d]) }
        guard let first = rows.first else { continue }
        let more = rows.count > 1 ? ", as are \(rows.count - 1) more" : ""
        let text = String(format: "%.3g to %.3g", bounds[d].lowerBound, bounds[d].upperBound)
        found.append(
          DataProblem(
            .outlier,
            "\(names[d]) is \(episode.actions[first][d]) in row \(episode.firstRow + first), far outside \(text)\(more)",
            episode: episode.key))
      }
    }
    guard found.count > Self.told else { return found }
    let rest = DataProblem(.outlier, "\(found.count - Self.told) more dimensions of episodes have outliers")
    return found.prefix(Self.told) + [rest]
  }

  /// Rows with outliers moved to the nearest bound.
  func clamped(_ actions: [[Float]]) -> [[Float]] {
    guard inside.contains(where: { $0 < actions.count }) else { return actions }
    return actions.map { row in zip(row, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) } }
  }

  func isConstant(_ d: Int) -> Bool {
    bounds[d].upperBound - bounds[d].lowerBound <= 1e-6 * max(1, abs(bounds[d].upperBound))
  }

  /// Deltas and velocities are zero where nothing moves.
  private func restsAtZero(_ kind: ActionContract.Kind) -> Bool {
    [.jointDelta, .endEffectorDelta, .jointVelocity].contains(kind)
  }
}
