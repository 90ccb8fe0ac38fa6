import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import Scenarios
import TensorCore
import Training
import WorldModel

/// Times a world model's sampling and training.
struct ModelBenchmark {
  let folder: URL
  let repeats: Int
  private let model: WorldModel
  private let work: ModelWork

  init(folder: URL, repeats: Int) throws {
    (self.folder, self.repeats) = (folder, repeats)
    model = try WorldModel(folder: folder)
    let side = CompressorConfiguration.reduction
    work = ModelWork(
      dynamics: model.dynamics.configuration, compressor: model.compressor.configuration,
      rows: model.setting.height / side, columns: model.setting.width / side)
  }

  func run(say: (String) -> Void) throws -> BenchReport {
    say("ceilings and parts of the engine")
    let parts = EngineBenchmark().run()
    let ceiling = Precision.fastest == .bf16 ? max(parts[0].rate, parts[1].rate) : parts[0].rate
    say("sampling: rollouts of \(SamplingBenchmark.horizon) frames")
    let sampling = try SamplingBenchmark(model)
    let rollout = try median { try sampling.time() }
    let group = model.compressor.configuration.group
    let done = work.rollout(
      given: 1 + (SamplingBenchmark.context - 1) / group, predicted: (SamplingBenchmark.horizon + group - 1) / group,
      steps: SamplingBenchmark.steps)
    say("training: steps of \(TrainingBenchmark.batch) windows of \(TrainingBenchmark.window) latent frames")
    let training = try TrainingBenchmark(
      ModelFolder(folder).loadDynamics(forTraining: true), rows: work.rows, columns: work.columns)
    let step = try median { try training.time() }
    let stepWork = work.trainingStep(batch: TrainingBenchmark.batch, window: TrainingBenchmark.window)
    return BenchReport(
      ceiling: .init(f32: parts[0].rate, bf16: parts[1].rate, copy: parts[2].rate),
      sampling: .init(
        framesPerSecond: Double(sampling.frames) / rollout, work: done, seconds: rollout, ceiling: ceiling),
      training: .init(stepsPerSecond: 1 / step, work: stepWork, seconds: step, ceiling: ceiling),
      precision: Precision.fastest.rawValue, threads: ThreadPool.threads, parts: parts)
  }

  /// Scores of one prediction of a scenario, whose truth is recorded into a folder that is thrown away.
  func scoring(_ scenario: Scenario) throws -> BenchReport.Scoring {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orrery-bench-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder.path)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bench = try ScoringBenchmark(scenario, cache: folder)
    let seconds = try median { try bench.time() }
    return .init(seconds: seconds, timesRealTime: bench.shown / seconds)
  }

  /// Of some runs after one that warms up.
  private func median(_ body: () throws -> Double) throws -> Double {
    _ = try body()
    var times: [Double] = []
    for _ in 0..<repeats {
      try Interrupt.check()
      times.append(try body())
    }
    return times.sorted()[times.count / 2]
  }
}
