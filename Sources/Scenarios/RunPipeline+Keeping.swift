import Diagnostics
import Foundation
import RunStore
import Scoring

extension RunPipeline {
  /// An episode that was predicted and scored as a part of a suite.
  public struct ScoredEpisode {
    public var truth: TruthSet
    public var dataHash: String
    public var samples: [Prediction]
    public var scores: RunScores
    public var timing: PredictionTiming
    public var recordSeconds: Double
    public var scoreSeconds: Double
    public var warnings: [String]

    public init(
      truth: TruthSet, dataHash: String, samples: [Prediction], scores: RunScores, timing: PredictionTiming,
      recordSeconds: Double, scoreSeconds: Double, warnings: [String]
    ) {
      (self.truth, self.dataHash, self.samples, self.scores) = (truth, dataHash, samples, scores)
      (self.timing, self.recordSeconds, self.scoreSeconds) = (timing, recordSeconds, scoreSeconds)
      self.warnings = warnings
    }
  }

  /// Keeps an episode of a suite as a run, to be looked at: frames, figures and a video; the report is the suite's.
  ///
  /// On any error nothing of it remains but a row marked `failed`.
  public func keep(
    _ episode: ScoredEpisode, of scenario: Scenario, from predictor: any VideoPredictor, suite: String
  ) throws {
    let record = makeRecord(scenario, predictor, dataHash: episode.dataHash, suite: suite)
    try making(record) { folder in
      var draft = RunDraft(
        scenario: scenario, truth: episode.truth, predictor: predictor, folder: folder, record: record,
        samples: episode.samples, scores: episode.scores)
      (draft.timing, draft.scoreSeconds) = (episode.timing, episode.scoreSeconds)
      (draft.recordSeconds, draft.warnings) = (episode.recordSeconds, episode.warnings)
      try draft.writePredictions()
      try draft.writeVideo()
      let seconds = episode.recordSeconds + episode.timing.sample + episode.timing.decode + episode.scoreSeconds
      var summary = draft.summary(threads: threads, total: seconds)
      (summary.files.report, summary.files.screenshot) = ("", "")
      try finish(draft, &summary) { seconds }
    }
  }
}
