import Episodes
import Testing

@testable import Scoring

@Suite struct OddPredictionTests {
  private func constant(_ truth: Truth, _ value: (Int) -> UInt8) throws -> Prediction {
    try truth.asPrediction.mapped { clip, t in (0..<clip.frameBytes).map { value($0 &+ t &* clip.frameBytes) } }
  }

  @Test func blackAndNoisyFramesGetFiniteScores() throws {
    let scorer = try Stage.scorer.get()
    let random = CounterRandom(seed: 4)
    let odd = [
      try constant(scorer.truth) { _ in 0 }, try constant(scorer.truth) { _ in 255 },
      try constant(scorer.truth) { UInt8(random.index(UInt64($0), below: 256)) },
    ]
    for prediction in odd {
      let scores = try scorer.scores(prediction)
      let best = try scorer.scores(scorer.truth.asPrediction)
      for metric in MetricName.firstSet where best[metric]?.value != nil {
        #expect(scores[metric]?.value != nil, "\(metric)")
      }
      #expect(try #require(scores[.foregroundSkill]?.value) < 0.2)
      #expect(try #require(scores[.permanence]?.value) < 0.2)
      #expect(try #require(scores[.reprojection]?.value) > 5)
    }
  }

  @Test func episodesBecomeTruth() throws {
    let views = ["a", "b"].map {
      Episode.View(camera: $0, width: 16, height: 12, rgb: .init(repeating: 9, count: 2304))
    }
    let episode = Episode(
      seed: 1, policy: "push", rate: 10, frames: 4, views: views, actions: [],
      tool: .init(repeating: [0, 0, 1], count: 4))
    let truth = try Truth(episode: episode, context: 1, cameras: ["b"])
    #expect(truth.views.map(\.camera) == ["b"])
    #expect(truth.horizon == 3)
    #expect(throws: (any Error).self) { try Truth(episode: episode, context: 1, cameras: ["c"]) }
    let table = try Scorer(truth: truth).table(truth.asPrediction)
    #expect(table[.psnr]?.truth.value == 100)
    #expect(table[.foregroundSkill]?.value.note == "nothing moves in the truth")
  }

  @Test func compressorsOwnErrorIsReported() throws {
    let truth = try Stage.truth.get()
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.psnr])) { clip in
      try Clip(
        frames: clip.frames, height: clip.height, width: clip.width,
        bytes: (0..<clip.frames).flatMap { t in clip.frame(t).map { $0 ^ 1 } })
    }
    // Every value is off by one level.
    let value = try #require(scorer.compressorPSNR?.value)
    #expect(abs(value - 48.1308) < 1e-4)
    #expect(try Stage.scorer.get().compressorPSNR == nil)
  }
}
