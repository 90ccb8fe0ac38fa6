import TensorCore
import Testing

@testable import Training

@Suite struct WindowVarietyTests {
  private let clip = Tensor((0..<2 * 1 * 4 * 5 * 3).map(Float.init), shape: [2, 1, 4, 5, 3])

  private func variety(shifts: Int, noise: Float, seed: UInt32 = 1) -> WindowVariety {
    WindowVariety(shifts: shifts, actionNoise: noise, random: Philox(seed: seed, stream: 0))
  }

  /// Every cell comes from one at the same distance, or from the edge; a map moves with its latents.
  @Test func picturesMoveAsOneAndRepeatTheirEdge() {
    let variety = variety(shifts: 2, noise: 0)
    let map = Tensor((0..<2 * 4 * 5).map(Float.init), shape: [2, 1, 4, 5])
    var moves: Set<[Int]> = []
    for window in 0..<40 {
      let cells = variety.shifted(map, window: window).floats().map(Int.init)
      let latents = variety.shifted(clip, window: window).floats()
      let found = (-2...2).flatMap { down in (-2...2).map { [down, $0] } }.filter { move in
        cells.indices.allSatisfy { i in
          let (t, y, x) = (i / 20, i / 5 % 4, i % 5)
          let (fromY, fromX) = (min(max(y - move[0], 0), 3), min(max(x - move[1], 0), 4))
          return cells[i] == t * 20 + fromY * 5 + fromX
        }
      }
      #expect(found.count == 1, "window \(window)")
      moves.formUnion(found)
      for (i, cell) in cells.enumerated() { #expect(latents[3 * i] == Float(3 * cell)) }
    }
    #expect(moves.contains([0, 0]) && moves.count > 8)
  }

  @Test func actionsAreOffTheSameWayThroughoutAndTrembleHalfAsMuch() {
    let still = Tensor.full([40, 4, 50], 0)
    let moved = variety(shifts: 0, noise: 0.1).trembling(still, window: 3).floats()
    let means = (0..<50).map { d in (0..<160).reduce(Float(0)) { $0 + moved[$1 * 50 + d] } / 160 }
    let rest = moved.enumerated().reduce(Float(0)) {
      $0 + ($1.element - means[$1.offset % 50]) * ($1.element - means[$1.offset % 50])
    }
    let spread = (means.reduce(Float(0)) { $0 + $1 * $1 } / 50).squareRoot()
    #expect(abs(spread - 0.1) < 0.03, "\(spread)")
    #expect(abs((rest / Float(moved.count)).squareRoot() - 0.05) < 0.003)
  }

  @Test func withoutEitherNothingChanges() {
    let variety = variety(shifts: 0, noise: 0)
    #expect(variety.shifted(clip, window: 1).floats() == clip.floats())
    #expect(variety.trembling(clip.reshaped([2, 20, 3]), window: 1).floats() == clip.floats())
  }
}
