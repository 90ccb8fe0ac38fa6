import Testing

@testable import Scoring

@Suite struct LawCurvesTests {
  @Test func aParabolaIsFoundAgain() throws {
    let points = [0.0, 1, 2, 5, 9].map { (x: $0, y: 2 - 3 * $0 + 0.5 * $0 * $0) }
    let found = try #require(Parabola(points))
    for x in [-2.0, 0.5, 7, 20] { #expect(abs(found.value(at: x) - (2 - 3 * x + 0.5 * x * x)) < 1e-9) }
    #expect(Parabola([(0, 1), (1, 2)]) == nil && Parabola([(1, 1), (1, 2), (1, 3)]) == nil)
  }

  /// Against the definition: no other parabola has a smaller sum of squares.
  @Test func noOtherParabolaIsNearer() throws {
    let points = (0..<12).map { (x: Double($0), y: Double(($0 * 7919) % 13)) }
    let found = try #require(Parabola(points))
    func squares(_ curve: (Double) -> Double) -> Double {
      points.reduce(0) { $0 + (curve($1.x) - $1.y) * (curve($1.x) - $1.y) }
    }
    let least = squares(found.value)
    for (a, b, c) in [(0.01, 0.0, 0.0), (0, 0.01, 0), (0, 0, 0.001), (-0.01, 0.002, 0.0005)] {
      #expect(squares { found.value(at: $0) + a + b * $0 + c * $0 * $0 } > least)
      #expect(squares { found.value(at: $0) - a - b * $0 - c * $0 * $0 } > least)
    }
  }
}
