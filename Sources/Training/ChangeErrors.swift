import TensorCore

/// Errors of frame-to-frame changes where groups of four meet, against those inside groups: 1 where no border shows.
struct ChangeErrors {
  static let group = 4
  private var border = (sum: 0.0, count: 0)
  private var inside = (sum: 0.0, count: 0)

  /// Both (B, T, H, W, 3), T = 1 + 4k.
  mutating func add(_ decoded: Tensor, _ truth: Tensor) {
    let wrong = decoded.combined(1, truth, -1)
    for t in 1..<wrong.shape[1] {
      let sum = wrong.slice(axis: 1, t..<(t + 1)).squaredDistance(to: wrong.slice(axis: 1, (t - 1)..<t))
      if t % Self.group == 1 {
        border = (border.sum + sum, border.count + 1)
      } else {
        inside = (inside.sum + sum, inside.count + 1)
      }
    }
  }

  /// NaN without a group, for there is nothing inside one then.
  var ratio: Double { (border.sum / Double(border.count)) / (inside.sum / Double(inside.count)) }
}
