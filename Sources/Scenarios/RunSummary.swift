import Foundation
import Scoring

/// The object that `orrery run --json` prints; its fields are a contract with scripts outside the repository.
public struct RunSummary: Codable, Sendable {
  public struct Model: Codable, Sendable {
    public var path: String
    public var sha256: String
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
    public var value: Double?
    public var truth: Double?
    public var copyLast: Double?
    public var constantVelocity: Double?
    public var secondTake: Double?
    /// Why `value` is null, or what else to know.
    public var note: String?

    enum CodingKeys: String, CodingKey {
      case value, truth, note
      case copyLast = "copy_last"
      case constantVelocity = "constant_velocity"
      case secondTake = "second_take"
    }

    public func encode(to encoder: any Encoder) throws {
      var out = encoder.container(keyedBy: CodingKeys.self)
      // Nulls are written: a script may rely on the keys.
      try out.encode(value, forKey: .value)
      try out.encode(truth, forKey: .truth)
      try out.encode(copyLast, forKey: .copyLast)
      try out.encode(constantVelocity, forKey: .constantVelocity)
      try out.encode(secondTake, forKey: .secondTake)
      try out.encodeIfPresent(note, forKey: .note)
    }
  }

  public struct Sensitivity: Codable, Sendable {
    public var `true`: Double?
    public var shuffled: Double?
    public var zero: Double?

    public func encode(to encoder: any Encoder) throws {
      var out = encoder.container(keyedBy: CodingKeys.self)
      try out.encode(self.true, forKey: .true)
      try out.encode(shuffled, forKey: .shuffled)
      try out.encode(zero, forKey: .zero)
    }
  }

  public struct Files: Codable, Sendable {
    public var video: String
    public var predictions: String
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
