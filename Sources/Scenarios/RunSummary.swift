import Diagnostics
import Foundation
import Scoring

/// The object that `orrery run --json` prints; its fields are a contract with scripts outside the repository.
public struct RunSummary: Codable, Sendable {
  public struct Model: Codable, Sendable {
    public var path: String
    public var sha256: String
    /// What it was told besides frames and actions; nil: nothing.
    public var told: [String]?
  }

  public struct Seconds: Codable, Sendable {
    /// Recording truth, or reading it back.
    public var record: Double
    public var encode: Double
    public var sample: Double
    public var decode: Double
    /// Scores, with the rollouts under other actions that some of them need.
    public var score: Double
    public var total: Double
    /// From the start of the process to the first predicted frame on disk.
    public var firstFrame: Double

    enum CodingKeys: String, CodingKey {
      case record, encode, sample, decode, score, total
      case firstFrame = "first_frame"
    }
  }

  /// A score beside what truth itself, copying the last frame, and a second take get. Null where not measurable.
  public struct Score: Codable, Sendable {
    @Nullable public var value: Double? = nil
    @Nullable public var truth: Double? = nil
    @Nullable public var copyLast: Double? = nil
    @Nullable public var constantVelocity: Double? = nil
    @Nullable public var secondTake: Double? = nil
    /// Truth after the model's compressor: what is left of truth before anything is predicted.
    @Nullable public var compressed: Double? = nil
    /// Why `value` is null, or what else to know.
    public var note: String?

    enum CodingKeys: String, CodingKey {
      case value, truth, compressed, note
      case copyLast = "copy_last"
      case constantVelocity = "constant_velocity"
      case secondTake = "second_take"
    }
  }

  public struct Sensitivity: Codable, Sendable {
    @Nullable public var `true`: Double? = nil
    @Nullable public var shuffled: Double? = nil
    @Nullable public var zero: Double? = nil
  }

  public struct Files: Codable, Sendable {
    public var video: String
    public var predictions: String
    /// Empty for episodes that a suite has kept: the report is the suite's, and no picture of a window is drawn.
    public var report: String
    public var screenshot: String
  }

  public var run: String
  public var scenario: String
  public var model: Model
  public var samples: Int
  public var context: Int
  public var horizon: Int
  public var cameras: [String]
  public var seconds: Seconds
  /// Predicted frames of all cameras and samples ÷ (sample + decode).
  public var framesPerSecond: Double
  public var peakMemoryMB: Double
  public var threads: Int
  public var scores: [String: Score]
  public var sensitivity: Sensitivity
  /// Nil where no policy acts towards a goal.
  public var goal: GoalVerdict?
  public var warnings: [String]
  public var files: Files

  enum CodingKeys: String, CodingKey {
    case run, scenario, model, samples, context, horizon, cameras, seconds, threads, scores, sensitivity, goal,
      warnings,
      files
    case framesPerSecond = "frames_per_second"
    case peakMemoryMB = "peak_memory_mb"
  }
}
