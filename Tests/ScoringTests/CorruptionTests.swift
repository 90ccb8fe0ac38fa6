import Testing

@testable import Scoring

@Suite struct CorruptionTests {
  /// What each score must rank below a second take of the same scene.
  private static let designated: [(MetricName, [Corruption])] = [
    (.psnr, [.reversed, .copyLast, .anotherScenario]), (.ssim, [.reversed, .copyLast, .anotherScenario]),
    (.foregroundSkill, [.reversed, .teleport, .vanish, .shuffled]), (.reprojection, [.wobble]),
    (.multiView, [.teleport, .crossViewSwap, .vanish]),
    (.trajectory, [.reversed, .shuffled, .lag1, .teleport, .vanish, .anotherScenario]),
    (.objectFinal, [.teleport, .vanish, .reversed]), (.permanence, [.vanish]), (.stepRatio, [.teleport, .shuffled]),
    (.occupancy, [.teleport, .vanish, .reversed, .shuffled]), (.velocity, [.teleport, .vanish, .reversed, .shuffled]),
    (.areaVariation, [.vanish]), (.contacts, [.copyLast]),
    (.actionFollowing, [.reversed, .shuffled, .copyLast, .wobble]),
  ]

  @Test func designatedCorruptionsAreWorseThanASecondTake() throws {
    let scorer = try Stage.scorer.get()
    let take = try scorer.scores(try Stage.secondTake.get().asPrediction)
    for corruption in Corruption.synthetic {
      let spoiled = try scorer.scores(try corruption.prediction(Stage.scene, scorer.truth))
      for (metric, corruptions) in Self.designated where corruptions.contains(corruption) {
        let bad = try #require(spoiled[metric]?.value, "\(metric) on \(corruption)")
        let good = try #require(take[metric]?.value, "\(metric) on the second take")
        #expect(metric.badness(bad) > metric.badness(good), "\(metric): \(corruption) \(bad), second take \(good)")
      }
    }
  }

  @Test func noCorruptionBeatsTruth() throws {
    let scorer = try Stage.scorer.get()
    let truth = try scorer.scores(scorer.truth.asPrediction)
    for corruption in Corruption.synthetic {
      let spoiled = try scorer.scores(try corruption.prediction(Stage.scene, scorer.truth))
      for metric in MetricName.firstSet where ![.multiView, .objectFinal, .velocity].contains(metric) {
        guard let bad = spoiled[metric]?.value, let best = truth[metric]?.value else { continue }
        #expect(metric.badness(bad) >= metric.badness(best), "\(metric): \(corruption) \(bad), truth \(best)")
      }
    }
  }

  @Test func truthAgainstItselfIsPerfect() throws {
    let scorer = try Stage.scorer.get()
    let scores = try scorer.scores(scorer.truth.asPrediction)
    let wanted: [MetricName: Double] = [
      .psnr: 100, .ssim: 1, .foregroundSkill: 1, .foregroundSkill1s: 1, .reprojection: 0, .trajectory: 0,
      .permanence: 1,
      .stepRatio: 1, .penetration: 0, .occupancy: 1, .areaVariation: 0, .contacts: 1, .actionFollowing: 0,
    ]
    for (metric, value) in wanted { #expect(scores[metric]?.value == value, "\(metric)") }
    // Those that go through triangulation have the readout's floor.
    for metric in [MetricName.multiView, .objectFinal] {
      #expect(try #require(scores[metric]?.value) < 0.006, "\(metric)")
    }
    #expect(try #require(scores[.velocity]?.value) < 0.03)
  }

  @Test func copyingTheLastFrameHasNoSkill() throws {
    let scorer = try Stage.scorer.get()
    let scores = try scorer.scores(Prediction.copyLast(scorer.truth))
    #expect(scores[.foregroundSkill]?.value == 0)
    #expect(scores[.stepRatio]?.value == 0)
    #expect(scores[.stepRatio]?.note == "nothing moves")
    #expect(scores[.occupancy]?.value == 0)
    #expect(scores[.contacts]?.value == 0)
    #expect(try #require(scores[.objectFinal]?.value) > 0.1)
  }

  @Test func theSameInputTwiceGivesTheSameBits() throws {
    let scorer = try Stage.scorer.get()
    let prediction = try Corruption.blur.prediction(Stage.scene, scorer.truth)
    let first = try scorer.scores(prediction)
    #expect(try scorer.scores(prediction) == first)
    #expect(try Scorer(truth: scorer.truth).scores(prediction) == first)
  }
}
