import Diagnostics
import Foundation
import Scenarios
import Scoring

/// Predicts and scores every scenario of a suite.
public struct SuiteRunner {
  public var recorder: TruthRecorder
  public var say: ((String) -> Void)?

  public init(records: URL, say: ((String) -> Void)? = nil) {
    recorder = TruthRecorder(cache: records)
    self.say = say
  }

  /// - Parameter predictor: makes the predictor of a scenario; called once a model.
  public func run(_ suite: Suite, predictor make: (Scenario) throws -> any VideoPredictor) throws -> SuiteResult {
    let begin = ContinuousClock.now
    var seconds = SuiteResult.Seconds(record: 0, predict: 0, score: 0, total: 0)
    var predictors: [String: any VideoPredictor] = [:]
    var table = ObservationTable()
    let meter = ProgressMeter("evaluating", total: suite.scenarios.count, unit: "episodes")
    defer { meter.finish() }
    for scenario in suite.scenarios {
      try Interrupt.check()
      let predictor = try predictors[scenario.model.path] ?? make(scenario)
      predictors[scenario.model.path] = predictor
      let scores = try EpisodeEvaluation(scenario, predictor, recorder).run(&seconds)
      table.add(scores, scenario: scenario.name, seeds: scenario.sampler.seeds)
      meter.advance(note: scenario.name)
    }
    guard let first = suite.scenarios.first, let predictor = predictors[first.model.path] else {
      throw UserError("the suite has no scenarios", at: suite.file.path)
    }
    seconds.total = begin.duration(to: .now).seconds
    return SuiteResult(
      suite: suite.name, suiteHash: suite.hash, model: .init(path: predictor.path, sha256: predictor.hash),
      episodes: suite.scenarios.count, metrics: table.metrics, perEpisode: table.perEpisode, seconds: seconds)
  }
}

/// One scenario of a suite.
struct EpisodeEvaluation {
  let scenario: Scenario
  let predictor: any VideoPredictor
  let recorder: TruthRecorder

  init(_ scenario: Scenario, _ predictor: any VideoPredictor, _ recorder: TruthRecorder) {
    self.scenario = scenario
    self.predictor = predictor
    self.recorder = recorder
  }

  func run(_ seconds: inout SuiteResult.Seconds) throws -> RunScores {
    var mark = ContinuousClock.now
    func lap() -> Double {
      defer { mark = .now }
      return mark.duration(to: .now).seconds
    }
    try predictor.check(cameras: scenario.cameras, height: scenario.size, width: scenario.size)
    let truth = try recorder.truth(for: scenario).set
    seconds.record += lap()
    let job = PredictionJob(scenario: scenario, truth: truth, predictor: predictor)
    var timing = PredictionTiming()
    let samples = try job.samples(&timing) { _ in }
    let others = try job.counterfactuals(&timing)
    seconds.predict += lap()
    let trip = LockedRoundTrip(predictor)
    let roundTrip: Scorer.RoundTrip = { clip in try trip(clip) }
    let scores = try RunScores(
      truth: truth, context: scenario.context, samples: samples, counterfactuals: others,
      roundTrip: predictor.hasCompressor ? roundTrip : nil)
    seconds.score += lap()
    return scores
  }
}
