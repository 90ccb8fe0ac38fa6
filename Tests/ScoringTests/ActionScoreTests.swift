import Testing

@testable import Scoring

@Suite struct ActionScoreTests {
  @Test func trueActionsWinWhereTheModelObeys() throws {
    let scorer = try Stage.scorer.get()
    let other = try SyntheticScene(seed: 1).truth().asPrediction
    let scores = try ActionSensitivity(
      scorer, underTrue: try Stage.secondTake.get().asPrediction, underShuffled: other,
      underHold: Prediction.copyLast(scorer.truth))
    #expect(scores.metrics[.trueWins]?.value == 1)
    #expect(scores.metrics[.sensitivityZero]?.value == 0)
    #expect(try #require(scores.underTrue.value) > (try #require(scores.underShuffled?.value)))
  }

  @Test func aModelThatIgnoresItsActionsDoesNotWin() throws {
    let scorer = try Stage.scorer.get()
    let same = try Stage.secondTake.get().asPrediction
    let scores = try ActionSensitivity(scorer, underTrue: same, underShuffled: same, underHold: same)
    #expect(scores.trueWins.value == 0)
    #expect(try ActionSensitivity(scorer, underTrue: same).trueWins.value == nil)
  }

  @Test func counterfactualSkillIsTheMeanOverCases() throws {
    let truth = try Stage.truth.get()
    let other = try SyntheticScene(seed: 1).truth()
    let value = try CounterfactualSkill.score([
      .init(name: "shuffled", truth: other, prediction: other.asPrediction),
      .init(name: "hold", truth: truth, prediction: Prediction.copyLast(truth)),
    ])
    #expect(value.value == 0.5)
    #expect(value.details["shuffled"] == 1)
    #expect(try CounterfactualSkill.score([]).value == nil)
  }

  /// A compressor that errs as much as copying does leaves nothing to measure a case by.
  @Test func caseBelowTheCompressorsOwnErrorIsLeftOut() throws {
    let truth = try Stage.truth.get()
    let cases = [CounterfactualSkill.Case(name: "hold", truth: truth, prediction: Prediction.copyLast(truth))]
    let value = try CounterfactualSkill.score(cases, roundTrip: { $0.still(of: 0, count: $0.frames) })
    #expect(value.value == nil && value.note?.isEmpty == false)
    #expect(try CounterfactualSkill.score(cases, roundTrip: { $0 }).value == 0)
  }
}
