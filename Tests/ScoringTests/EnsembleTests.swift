import Testing

@testable import Scoring

/// Samples that are second recordings with objects that drift more or less, and to either side.
@Suite struct EnsembleTests {
  private func sample(_ drift: Double) throws -> Prediction {
    try SyntheticScene(drift: SIMD3(drift, -drift, 0)).truth().asPrediction
  }

  /// Samples around the truth cover it and cost less than copies of one that errs as far as the furthest of them.
  @Test func spreadAroundTheTruthBeatsCertaintyBesideIt() throws {
    let scorer = try Stage.scorer.get()
    let around = try [-0.02, -0.015, -0.01, -0.005, 0.005, 0.01, 0.015, 0.02].map(sample)
    let beside = [Prediction](repeating: try sample(0.02), count: 8)
    let (spread, certain) = (try EnsembleScore(scorer, samples: around), try EnsembleScore(scorer, samples: beside))
    let values = try [spread, certain].map { score in
      (crps: try #require(score.crps.value), energy: try #require(score.energy.value), coverage: score.coverage.value)
    }
    #expect(values[0].crps < 0.6 * values[1].crps && values[0].energy < 0.6 * values[1].energy, "\(values)")
    let (wide, narrow) = (try #require(values[0].coverage), try #require(values[1].coverage))
    #expect(wide > narrow)
    let (best, same) = (try #require(spread.bestOf8.value), try #require(certain.bestOf8.value))
    #expect(best > same)
  }

  /// Without spread the CRPS is the mean error, and copies of truth have that of its readout alone.
  @Test func copiesOfTruthErrByTheReadout() throws {
    let scorer = try Stage.scorer.get()
    let score = try EnsembleScore(scorer, samples: [Prediction](repeating: scorer.truth.asPrediction, count: 8))
    #expect(try #require(score.crps.value) < 0.01)
    #expect(score.bestOf8.value == 1)
  }

  @Test func copiesOfOnePredictionAreReadOnce() throws {
    let scorer = try Stage.scorer.get()
    let one = try sample(0.02)
    let copies = try EnsembleScore(scorer, copies: 8, of: one)
    let eight = try EnsembleScore(scorer, samples: [Prediction](repeating: one, count: 8))
    #expect(copies.crps == eight.crps && copies.energy == eight.energy && copies.coverage == eight.coverage)
    #expect(try #require(copies.crps.details["spread_m"]) < 1e-9)
    #expect(copies.bestOf8.value == nil)
  }

  @Test func fewSamplesAreNotMeasured() throws {
    let scorer = try Stage.scorer.get()
    let truth = scorer.truth.asPrediction
    let three = try EnsembleScore(scorer, samples: [truth, truth, truth])
    #expect(three.crps.value == nil && three.crps.note?.contains("at least four") == true)
    #expect(three.bestOf8.value == nil && three.coverage.value == nil)
  }
}
