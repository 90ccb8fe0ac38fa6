import Testing

@testable import Play

@Suite struct TruthBudgetTests {
  /// How many of so many frames are drawn where each takes so many seconds.
  private func drawn(of frames: Int, seconds: Double, interval: Double?) -> Int {
    var budget = TruthBudget()
    budget.interval = interval
    return (0..<frames).reduce(0) { count, _ in
      guard budget.allows() else { return count }
      budget.spent(seconds)
      return count + 1
    }
  }

  @Test func withoutHurryEveryFrameIsDrawn() {
    #expect(drawn(of: 100, seconds: 9, interval: nil) == 100)
  }

  @Test func fastPicturesAreAllDrawn() {
    #expect(drawn(of: 100, seconds: 0.02, interval: 0.1) == 100)
  }

  @Test func slowPicturesTakeTheirShare() {
    #expect((48...52).contains(drawn(of: 100, seconds: 0.05, interval: 0.1)))
    #expect((30...36).contains(drawn(of: 100, seconds: 0.075, interval: 0.1)))
  }

  /// However slow the machine, truth moves on every fourth action.
  @Test func truthNeverStandsStill() {
    for interval in [1.0 / 30, 0.04, 0.05, 0.1] { #expect(drawn(of: 100, seconds: 5, interval: interval) == 25) }
  }
}
