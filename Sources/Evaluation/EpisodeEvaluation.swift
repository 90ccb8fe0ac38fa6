import Diagnostics
import Foundation
import Scenarios
import Scoring

/// One scenario of a suite: truth, predictions, scores.
struct EpisodeEvaluation {
  let scenario: Scenario
  let predictor: any VideoPredictor
  let recorder: TruthRecorder
  let say: ((String) -> Void)?
  /// Handed what was predicted, once it is scored.
  var keep: ((RunPipeline.ScoredEpisode) throws -> Void)?

  init(
    _ scenario: Scenario, _ predictor: any VideoPredictor, _ recorder: TruthRecorder, say: ((String) -> Void)? = nil
  ) {
    self.scenario = scenario
    self.predictor = predictor
    self.recorder = recorder
    self.say = say
  }

  /// The scores, and a strip of pictures as PNG.
  func run() throws -> (scores: EpisodeScores, strip: Data?) {
    var seconds = SuiteResult.Seconds()
    let begin = ContinuousClock.now
    var mark = begin
    func lap() -> Double {
      defer { mark = .now }
      return mark.duration(to: .now).seconds
    }
    try predictor.check(cameras: scenario.cameras, height: scenario.shape.height, width: scenario.shape.width)
    let recorded = try recorder.truth(for: scenario)
    var truth = recorded.set
    let variation = try recorder.variation(of: truth, context: scenario.context, hash: recorded.hash)
    let worlds = try recorder.lawlessWorlds(for: scenario, truth: truth)
    let warnings = try truth.admitActions(to: predictor, of: scenario)
    for warning in warnings { say?("warning: \(scenario.name): \(warning)") }
    seconds.record = lap()
    let job = PredictionJob(scenario: scenario, truth: truth, predictor: predictor)
    var timing = PredictionTiming()
    let samples = try job.samples(&timing) { _ in }
    let others = try job.counterfactuals(&timing)
    let expectation = try ExpectationTest(scenario, truth, predictor, worlds: worlds).run()
    seconds.predict = lap()
    let trip = LockedRoundTrip(predictor)
    let roundTrip: Scorer.RoundTrip = { clip in try trip(clip) }
    var scores = try RunScores(
      truth: truth, context: scenario.context, samples: samples, counterfactuals: others,
      roundTrip: predictor.hasCompressor ? roundTrip : nil, variation: variation)
    scores.expectation = expectation
    seconds.score = lap()
    seconds.total = begin.duration(to: .now).seconds
    try keep?(
      .init(
        truth: truth, dataHash: recorded.hash, samples: samples, scores: scores, timing: timing,
        recordSeconds: seconds.record, scoreSeconds: seconds.score, warnings: warnings))
    let strip = try samples.first.map { try EpisodeStrip.image(scores.scorer.truth, $0).pngBytes() }
    let setting = ScenarioSetting(
      scenarioHash: scenario.hash, dataHash: recorded.hash, model: .init(path: predictor.path, sha256: predictor.hash),
      cameras: scenario.cameras, context: scenario.context, horizon: scenario.horizon, seeds: scenario.sampler.seeds,
      steps: scenario.sampler.steps, rate: truth.main.rate)
    var episode = EpisodeScores(scores, of: scenario, setting, seconds: seconds)
    episode.drawings = try samples.first.flatMap { try EpisodeDrawings(scores.scorer, $0) }
    return (episode, strip)
  }
}
