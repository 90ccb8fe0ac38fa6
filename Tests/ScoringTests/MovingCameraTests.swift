import Testing

@testable import Scoring

@Suite struct MovingCameraTests {
  private func drift(_ prediction: Prediction, _ scorer: Scorer) throws -> Double {
    try #require(try scorer.scores(prediction)[.reprojection]?.value)
  }

  @Test func backgroundFollowsTheCamera() throws {
    let truth = try SyntheticScene(frames: 14, sway: 0.006).truth()
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.reprojection]))
    let best = try drift(truth.asPrediction, scorer)
    let copied = try drift(Prediction.copyLast(truth), scorer)
    let half = try drift(SyntheticScene(frames: 14, sway: 0.003).truth().asPrediction, scorer)
    #expect(best < 0.3, "\(best) px")
    // Five frames of 6 mm, half a metre to a metre away, through a lens of 160 px.
    #expect(copied > 3, "\(copied) px")
    #expect(half > 1.5 && half < copied, "\(half) px")
  }

  @Test func objectsAreStillPlacedInSpace() throws {
    let truth = try SyntheticScene(frames: 14, sway: 0.006).truth()
    let scores = try Scorer(truth: truth).scores(truth.asPrediction)
    #expect(try #require(scores[.multiView]?.value) < 0.006)
    #expect(scores[.foregroundSkill]?.value == 1)
  }
}
