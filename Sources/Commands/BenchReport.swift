import Foundation
import NeuralNetwork

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

  struct Scoring: Encodable {
    /// Of one prediction, with what is worked out of its truth first.
    var seconds: Double
    /// Seconds that are shown, over those that scoring takes.
    var timesRealTime: Double

    enum CodingKeys: String, CodingKey {
      case seconds
      case timesRealTime = "times_real_time"
    }
  }

  /// The view's window, 1280×800, playing a run of two cameras: every picture another frame.
  struct Drawing: Encodable {
    var picturesPerSecond: Double

    enum CodingKeys: String, CodingKey { case picturesPerSecond = "pictures_per_second" }
  }

  var ceiling: Ceiling
  var sampling: Rate
  var training: Rate
  var scoring: Scoring?
  var drawing: Drawing?
  /// Process start to the first predicted frame on disk.
  var coldStartSeconds: Double?
  var peakMemoryMB: Double?
  var precision: String
  var threads: Int
  var parts: [EngineBenchmark.Measurement]

  enum CodingKeys: String, CodingKey {
    case ceiling, sampling, training, scoring, drawing, precision, threads, parts
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
    if let scoring {
      lines.append(line("scoring", "%8.1f times real time", scoring.timesRealTime))
    }
    if let drawing {
      lines.append(line("drawing", "%8.1f pictures/s of the window", drawing.picturesPerSecond))
    }
    if let coldStartSeconds, let peakMemoryMB {
      lines.append(line("start to first frame", "%8.2f s", coldStartSeconds))
      lines.append(line("peak memory of a run", "%8.0f MB", peakMemoryMB))
    }
    return lines.joined(separator: "\n")
  }
}
