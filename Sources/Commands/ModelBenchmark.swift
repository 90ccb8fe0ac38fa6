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

/// The object that `orrery bench --json` prints; its fields are a contract with scripts outside the repository.
struct BenchReport: Encodable {
  struct Ceiling: Encodable {
    var f32, bf16, copy: Double
    enum CodingKeys: String, CodingKey {
      case f32 = "f32_gflops"
      case bf16 = "bf16_gflops"
      case copy = "copy_gbps"
    }
  }

  struct Rate: Encodable {
    var framesPerSecond: Double?
    var stepsPerSecond: Double?
    var gflops: Double
    var share: Double

    init(framesPerSecond: Double? = nil, stepsPerSecond: Double? = nil, work: Double, seconds: Double, ceiling: Double)
    {
      (self.framesPerSecond, self.stepsPerSecond) = (framesPerSecond, stepsPerSecond)
      gflops = work / seconds * 1e-9
      share = gflops / ceiling
    }

    enum CodingKeys: String, CodingKey {
      case gflops
      case framesPerSecond = "frames_per_second"
      case stepsPerSecond = "steps_per_second"
      case share = "share_of_ceiling"
    }
  }

  var ceiling: Ceiling
  var sampling: Rate
  var training: Rate
  /// Process start to the first predicted frame on disk.
  var coldStartSeconds: Double?
  var peakMemoryMB: Double?
  var precision: String
  var threads: Int
  var parts: [EngineBenchmark.Measurement]

  enum CodingKeys: String, CodingKey {
    case ceiling, sampling, training, precision, threads, parts
    case coldStartSeconds = "cold_start_seconds"
    case peakMemoryMB = "peak_memory_mb"
  }

  var table: String {
    func line(_ name: String, _ format: String, _ values: any CVarArg...) -> String {
      name.padding(toLength: 30, withPad: " ", startingAt: 0) + String(format: format, arguments: values)
    }
    var lines = parts.map { line($0.name, "%8.1f \($0.unit)  %.2f", $0.rate, $0.share) }
    lines.append(
      line(
        "sampling", "%8.1f camera frames/s, %.0f GFLOP/s, %.2f of the ceiling", sampling.framesPerSecond ?? 0,
        sampling.gflops, sampling.share))
    lines.append(
      line(
        "training", "%8.2f steps/s, %.0f GFLOP/s, %.2f of the ceiling", training.stepsPerSecond ?? 0, training.gflops,
        training.share))
    if let coldStartSeconds, let peakMemoryMB {
      lines.append(line("start to first frame", "%8.2f s", coldStartSeconds))
      lines.append(line("peak memory of a run", "%8.0f MB", peakMemoryMB))
    }
    return lines.joined(separator: "\n")
  }
}
