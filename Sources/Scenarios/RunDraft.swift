import Diagnostics
import Episodes
import Foundation
import Media
import Policies
import RunStore
import Scoring

/// A run while it is being made.
struct RunDraft {
  let scenario: Scenario
  let truth: TruthSet
  let predictor: any VideoPredictor
  let folder: RunFolder
  let record: RunRecord
  var warnings: [String] = []
  var recordSeconds = 0.0

  var timing = PredictionTiming()
  var scoreSeconds = 0.0
  private var firstFrame = 0.0
  private var samples: [Prediction] = []
  private var scores: RunScores?
  private var goal: GoalVerdict?

  init(scenario: Scenario, truth: TruthSet, predictor: any VideoPredictor, folder: RunFolder, record: RunRecord) {
    self.scenario = scenario
    self.truth = truth
    self.predictor = predictor
    self.folder = folder
    self.record = record
  }

  /// One that was predicted and scored elsewhere.
  init(
    scenario: Scenario, truth: TruthSet, predictor: any VideoPredictor, folder: RunFolder, record: RunRecord,
    samples: [Prediction], scores: RunScores
  ) {
    self.init(scenario: scenario, truth: truth, predictor: predictor, folder: folder, record: record)
    (self.samples, self.scores) = (samples, scores)
  }

  /// Writes the frames of samples that were predicted elsewhere.
  func writePredictions() throws {
    try open()
    for (number, sample) in samples.enumerated() {
      for (camera, view) in sample.views.enumerated() {
        try folder.append(PredictedPiece(sequence: number, camera: camera, start: 0, clip: view.clip))
      }
    }
    try folder.closePredictions()
  }

  private func open() throws {
    try folder.open(
      samples: scenario.sampler.samples, cameras: scenario.cameras, height: scenario.shape.height,
      width: scenario.shape.width, rate: truth.main.rate)
  }

  private var job: PredictionJob { PredictionJob(scenario: scenario, truth: truth, predictor: predictor) }

  /// Draws the samples, writing frames as they come.
  mutating func predict(say: ((String) -> Void)?) throws {
    say?(
      "predicting \(scenario.horizon) frames × \(scenario.cameras.count) cameras × \(scenario.sampler.samples) samples")
    try open()
    let meter = ProgressMeter("predicting", total: scenario.horizon, unit: "frames")
    defer { meter.finish() }
    var first: Double?
    samples = try job.samples(&timing) { [folder, scenario] piece in
      try folder.append(piece)
      if first == nil { first = ProcessFacts.age }
      if piece.sequence == scenario.sampler.samples - 1, piece.camera == scenario.cameras.count - 1 {
        meter.advance(by: piece.clip.frames)
      }
    }
    firstFrame = first ?? 0
    try folder.closePredictions()
  }

  mutating func score(say: ((String) -> Void)?) throws {
    say?("scoring")
    let begin = ContinuousClock.now
    var other = PredictionTiming()
    let counterfactuals = try job.counterfactuals(&other)
    try Interrupt.check()
    let trip = LockedRoundTrip(predictor)
    let roundTrip: Scorer.RoundTrip = { clip in try trip(clip) }
    scores = try RunScores(
      truth: truth, context: scenario.context, samples: samples, counterfactuals: counterfactuals,
      roundTrip: predictor.hasCompressor ? roundTrip : nil)
    if case .policy(let program) = scenario.actions, let wanted = program.goal {
      goal = try GoalVerdict(wanted, truth: truth.main, context: scenario.context, samples: samples)
    }
    scoreSeconds = begin.duration(to: .now).seconds
  }

  func writeVideo() throws {
    guard let scores, let first = samples.first else { return }
    let truth = scores.scorer.truth
    try folder.writeTruth(truth)
    let view = try RunView(truth: self.truth, scores: scores, samples: samples, contract: predictor.contract)
    try AtomicFile.write(StableJSON.data(view), to: folder.working.appendingPathComponent(RunView.fileName).path)
    try ComparisonVideo.write(
      truth: truth, prediction: first, to: folder.working.appendingPathComponent("video.mp4"), enlarge: 2)
  }

  func writeReport(_ summary: RunSummary, version: String, engine: String) throws {
    guard let scores else { return }
    let page = try RunReport(
      scenario: scenario, record: record, summary: summary, scores: scores, samples: samples, truth: truth
    ).html()
    try AtomicFile.write(page, to: folder.working.appendingPathComponent("report.html").path)
  }

  func summary(threads: Int, total: Double) -> RunSummary {
    let predicted = Double(scenario.horizon * scenario.cameras.count * scenario.sampler.samples)
    let place = { (name: String) in folder.final.appendingPathComponent(name).path }
    return RunSummary(
      run: record.id, scenario: scenario.name,
      model: .init(path: predictor.path, sha256: predictor.hash, told: job.told),
      samples: scenario.sampler.samples, context: scenario.context, horizon: scenario.horizon,
      cameras: scenario.cameras,
      seconds: .init(
        record: recordSeconds, encode: timing.encode, sample: timing.sample, decode: timing.decode,
        score: scoreSeconds, total: total, firstFrame: firstFrame),
      framesPerSecond: predicted / max(1e-9, timing.sample + timing.decode), peakMemoryMB: ProcessFacts.peakMemoryMB,
      threads: threads, scores: scores?.summary ?? [:],
      sensitivity: .init(
        true: scores?.sensitivity?.underTrue.value, shuffled: scores?.sensitivity?.underShuffled?.value,
        zero: scores?.sensitivity?.underHold?.value),
      goal: goal, warnings: warnings,
      files: .init(
        video: place("video.mp4"), predictions: place("predictions"), report: place("report.html"),
        screenshot: place("window.png")))
  }

  /// The rows of the database: each sample's scores with their curves, then the run's own.
  var metricRows: [MetricRow] {
    guard let scores else { return [] }
    var rows: [MetricRow] = []
    for (sample, table) in scores.tables.enumerated() {
      for row in table.rows { rows += metricRows(row.metric, row.value, sample: sample) }
    }
    for (metric, value) in scores.extras.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      rows += metricRows(metric, value, sample: -1)
    }
    return rows
  }

  private func metricRows(_ metric: MetricName, _ value: MetricValue, sample: Int) -> [MetricRow] {
    let whole = MetricRow(
      run: record.id, sample: sample, view: "", metric: metric.rawValue, value: value.value, status: value.note ?? "ok")
    let curve = (value.curve ?? []).enumerated().map { t, v in
      MetricRow(
        run: record.id, sample: sample, view: "", metric: metric.rawValue, t: Double(t + 1) / truth.main.rate, value: v,
        status: v == nil ? "not measurable here" : "ok")
    }
    let views = zip(truth.main.views, value.views ?? []).map { view, v in
      MetricRow(
        run: record.id, sample: sample, view: view.camera, metric: metric.rawValue, value: v,
        status: v == nil ? "not measurable here" : "ok")
    }
    return [whole] + curve + views
  }
}
