import Diagnostics
import Episodes

/// Takes an episode's rows at another rate.
///
/// Frame k is the row nearest to k / rate; its action is what the robot was told from there to the next frame: the last
/// target of absolute actions, the sum of deltas, the mean of velocities.
struct Resampler: Sendable {
  let rate: Double
  let kinds: [ActionContract.Kind]

  /// Frames that a row may become on average: a clock that asks for more is wrong.
  static let most = 4

  /// A frame's row, and the rows from it up to the next frame's.
  struct Step: Equatable, Sendable {
    var row: Int
    var actions: Range<Int>
  }

  /// The frames of an episode from `offset` seconds after its first row.
  ///
  /// Where time jumps by more than rows or frames are apart, the longest piece is used. There are never more than
  /// `most` frames a row and one, which tells that there would be.
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
      while start + Double(k) / rate <= times[last] + period / 4, k <= Self.most * times.count {
        let time = start + Double(k) / rate
        while row < last, abs(times[row + 1] - time) <= abs(times[row] - time) { row += 1 }
        rows.append(row)
        k += 1
      }
    }
    // Of rows that are next to nothing apart any number would fit into a frame.
    let each = Int(max(1, min(Double(piece.count), (1 / (rate * period)).rounded())))
    return rows.indices.map { k in
      let end = k + 1 < rows.count ? rows[k + 1] : min(last + 1, rows[k] + each)
      return Step(row: rows[k], actions: rows[k]..<max(rows[k], end))
    }
  }

  /// Seconds that an episode lasts, the last row's included. A jump of its clock counts as one row.
  func seconds(times: [Double], period: Double) -> Double {
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }
    let jumps = steps.filter { $0 > longestStep(period) }
    // Without jumps the whole is as it was measured, to the last digit.
    return jumps.isEmpty
      ? (times.last ?? 0) + period
      : steps.reduce(period) { $0 + ($1 > longestStep(period) ? period : $1) }
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
    [.jointDelta, .endEffectorDelta].contains(kind)
  }

  private func isEven(_ times: [Double], _ rows: Range<Int>, _ period: Double) -> Bool {
    rows.dropFirst().allSatisfy { abs(times[$0] - times[$0 - 1] - period) < period / 4 }
  }

  /// Seconds between two rows of one piece: more is a jump.
  private func longestStep(_ period: Double) -> Double { max(2.5 * period, 1.5 / rate) }

  func longestPiece(_ times: [Double], _ period: Double) -> Range<Int> {
    let cuts = (1..<max(1, times.count)).filter { times[$0] - times[$0 - 1] > longestStep(period) }
    let bounds = [0] + cuts + [times.count]
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }.max { $0.count < $1.count } ?? 0..<0
  }
}
