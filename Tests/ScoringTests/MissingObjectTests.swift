import Testing

@testable import Scoring

@Suite struct MissingObjectTests {
  private func vanished() throws -> [MetricName: MetricValue] {
    var scene = Stage.scene
    scene.tamper = { t, solids in
      if t >= SyntheticScene.context { for name in SyntheticScene.names { solids[name] = nil } }
    }
    let scorer = try Stage.scorer.get()
    return try scorer.scores(try scene.truth().asPrediction)
  }

  @Test func objectsThatAreGoneCostTheWorstValue() throws {
    let scores = try vanished()
    let diagonal = 128 * 2.0.squareRoot()
    #expect(abs(try #require(scores[.trajectory]?.value) - diagonal) < 1e-9)
    #expect(scores[.permanence]?.value == 0)
    // ℓ at some 0.7 m through a lens of 160 px.
    #expect(try #require(scores[.multiView]?.value) > 0.6)
    #expect(try #require(scores[.objectFinal]?.value) > 0.6)
    #expect(scores[.multiView]?.details["missing_share"] == 1)
    let truthStep = try #require(scores[.stepRatio]?.details["truth_step_px"])
    #expect(abs(try #require(scores[.stepRatio]?.value) - diagonal / truthStep) < 1e-9)
    #expect(scores[.penetration]?.value == 56)
    #expect(scores[.occupancy]?.value == 0)
    #expect(abs(try #require(scores[.areaVariation]?.value) - AreaVariation.worst) < 1e-12)
    #expect(scores[.contacts]?.value == 0)
    // ℓ at some 0.7 m, twice in two intervals of 0.1 s.
    #expect(try #require(scores[.velocity]?.value) > 3)
  }

  @Test func errorsOfFoundObjectsNeverExceedTheWorst() throws {
    let scorer = try Stage.scorer.get()
    let worst = try vanished()
    for corruption in Corruption.synthetic {
      let scores = try scorer.scores(try corruption.prediction(Stage.scene, scorer.truth))
      for metric in [MetricName.multiView, .trajectory, .objectFinal] {
        #expect(try #require(scores[metric]?.value) <= (try #require(worst[metric]?.value)), "\(metric): \(corruption)")
      }
    }
  }

  @Test func objectsInsideEachOtherPenetrate() throws {
    var scene = Stage.scene
    scene.tamper = { t, solids in
      let ball = solids["blue"]?.centre ?? .zero
      if t >= 12 { solids["cube"]?.centre = ball + SIMD3(0, 0, 0.03) }
    }
    let scores = try Stage.scorer.get().scores(try scene.truth().asPrediction)
    // 24 mm deep, less what truth's readout shows; each half hides the other's, which pulls the centroids apart.
    let depth = try #require(scores[.penetration]?.value)
    #expect(depth > 10 && depth < 30, "\(depth) mm")
  }
}
