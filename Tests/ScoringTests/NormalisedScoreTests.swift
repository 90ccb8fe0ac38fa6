import Testing

@testable import Scoring

@Suite struct NormalisedScoreTests {
  @Test func scoresRunFromCopyingToTruthsOwnVariation() throws {
    let errors: [(Double, Double)] = [(10, 0), (1, 1), (0, 1), (5.5, 0.5), (20, 0)]
    for (error, wanted) in errors {
      let score = NormalisedScore(error: error, copy: 10, variation: 1)
      #expect(abs(try #require(score.value) - wanted) < 1e-12)
    }
  }

  @Test func lowMotionHasNoScore() {
    #expect(NormalisedScore(error: 1, copy: 2.9, variation: 1).note?.hasPrefix("low motion") == true)
    #expect(NormalisedScore(error: 0, copy: 0, variation: 0).value == nil)
    #expect(NormalisedScore(error: 1, copy: 3, variation: 1).value == 1)
  }

  @Test func missingOrImpossibleErrorsHaveAReason() {
    #expect(NormalisedScore(error: nil, copy: 1, variation: 0).note?.contains("prediction") == true)
    #expect(NormalisedScore(error: 1, copy: nil, variation: 0).note?.contains("copying") == true)
    #expect(NormalisedScore(error: 1, copy: 1, variation: nil).note?.contains("two takes") == true)
    #expect(NormalisedScore(error: .nan, copy: 1, variation: 0).value == nil)
    #expect(NormalisedScore(error: 1, copy: -1, variation: 0).value == nil)
  }

  @Test func eachTakeIsHeldToBeTheTruthOnce() {
    let takes = TakeErrors([[nil, 1, 2], [3, nil, nil], [5, 6, nil]])
    // Columns: (3 + 5)/2, (1 + 6)/2, 2.
    let wanted: Double = 9.5 / 3
    #expect(takes.leaveOneOut == wanted)
    #expect(TakeErrors(againstTruth: [1, nil, 3]).leaveOneOut == 2)
    #expect(TakeErrors([[nil]]).leaveOneOut == nil)
    #expect(TakeErrors([]).leaveOneOut == nil)
  }

  @Test func valuesBecomeErrors() throws {
    #expect(MetricName.psnr.error(20) == 0.01)
    #expect(MetricName.psnr.error(100) == 0)
    #expect(abs(MetricName.ssim.error(0.9) - 0.1) < 1e-12)
    #expect(MetricName.reprojection.error(0.4) == 0.4)
    let takes = TakeErrors(againstTruth: [MetricName.psnr.error(40)])
    let score = try #require(NormalisedScore(.psnr, value: 30, copy: 20, takes: takes))
    let wanted: Double = 0.009 / 0.0099
    #expect(abs(try #require(score.value) - wanted) < 1e-12)
    #expect(NormalisedScore(.gravity, value: 0.1, copy: 1, takes: takes) == nil)
  }
}
