import Diagnostics
import Episodes

/// Takes an episode's rows at another rate.
///
/// Frame k is the row nearest to k / rate; its action is what the robot was told from there to the next frame: the last
/// target of absolute actions, the sum of deltas, the mean of velocities.
struct Resampler: Sendable {
  let rate: Double
  let kinds: [ActionContract.Kind]

  /// A frame's row, and the rows from it up to the next frame's.
  struct Step: Equatable, Sendable {
    var row: Int
    var actions: Range<Int>
  }

  /// The frames of an episode from `offset` seconds after its first row.
  ///
  /// Where time stands still for longer than rows or frames are apart, the longest piece is used.
  func steps(times: [Double], period: Double, offset: Double = 0) -> [Step] {
    let piece = longestPiece(times, period)
    guard let last = piece.last else { return [] }
    let start = times[piece.lowerBound] + offset
    var rows: [Int] = []
    if abs(rate * period - 1) < 0.01, isEven(times, piece, period) {
      rows = piece.filter { times[$0] >= start - period / 2 }
    } else {
      var row = piece.lowerBound
      var k = 0
      // A frame may be missing half a row's time at the end.
      while start + Double(k) / rate <= times[last] + period / 4 {
        let time = start + Double(k) / rate
        while row < last, abs(times[row + 1] - time) <= abs(times[row] - time) { row += 1 }
        rows.append(row)
        k += 1
      }
    }
    return rows.indices.map { k in
      let end = k + 1 < rows.count ? rows[k + 1] : min(last + 1, rows[k] + max(1, Int((1 / (rate * period)).rounded())))
      return Step(row: rows[k], actions: rows[k]..<max(rows[k], end))
    }
  }

  /// One action for some rows.
  func action(_ step: Step, of actions: [[Float]]) -> [Float] {
    kinds.indices.map { d in
      guard let last = step.actions.last else { return isAdded(kinds[d]) ? 0 : actions[step.row][d] }
      if kinds[d] == .jointVelocity {
        return step.actions.reduce(0) { $0 + actions[$1][d] } / Float(step.actions.count)
      }
      return isAdded(kinds[d]) ? step.actions.reduce(0) { $0 + actions[$1][d] } : actions[last][d]
    }
  }

  private func isAdded(_ kind: ActionContract.Kind) -> Bool {
    [.jointDelta, .endEffectorDelta, .cameraMotion].contains(kind)
  }

  private func isEven(_ times: [Double], _ rows: Range<Int>, _ period: Double) -> Bool {
    rows.dropFirst().allSatisfy { abs(times[$0] - times[$0 - 1] - period) < period / 4 }
  }

  private func longestPiece(_ times: [Double], _ period: Double) -> Range<Int> {
    let limit = max(2.5 * period, 1.5 / rate)
    let cuts = (1..<max(1, times.count)).filter { times[$0] - times[$0 - 1] > limit }
    let bounds = [0] + cuts + [times.count]
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }.max { $0.count < $1.count } ?? 0..<0
  }
}
