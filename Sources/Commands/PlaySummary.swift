import Foundation
import Play
import Scenarios

/// What `orrery play` prints at its end; with `--json` its fields are a contract with scripts outside the repository.
struct PlaySummary: Codable {
  var scenario: String
  /// Driven frames of the present branch, and how many branches there are.
  var frames: Int
  var branches: Int
  var foregroundSkill: Double?
  /// Seconds from key to predicted pixels; null where no key drove or nothing was timed.
  var latencyP50: Double?
  var latencyP95: Double?
  var keys: Int
  /// Pictures drawn a second; null where nothing was timed.
  var picturesPerSecond: Double?
  /// Actions carried out, those that came late, and the most that the model was behind, seconds.
  var actions: Int?
  var lateActions: Int?
  var worstLag: Double?
  /// Median seconds of the model's answers.
  var modelSeconds: Double?
  var seconds: Double
  var peakMemoryMB: Double
  /// SHA-256 over every frame that was shown; null where a clock decided which.
  var framesSHA256: String?
  var saved: [DriveRecording.Files]

  enum CodingKeys: String, CodingKey {
    case scenario, frames, branches, keys, actions, seconds, saved
    case foregroundSkill = "foreground_skill"
    case latencyP50 = "latency_p50_s"
    case latencyP95 = "latency_p95_s"
    case picturesPerSecond = "pictures_per_second"
    case lateActions = "late_actions"
    case modelSeconds = "model_p50_s"
    case worstLag = "worst_lag_s"
    case peakMemoryMB = "peak_memory_mb"
    case framesSHA256 = "frames_sha256"
  }

  init(_ view: PlayView, saved: [DriveRecording.Files] = [], frames hash: String? = nil, seconds: Double) {
    scenario = view.title
    frames = view.frame - view.given + 1
    (branches, foregroundSkill, keys) = (view.branches.count, view.skillAll, 0)
    (self.saved, framesSHA256, self.seconds) = (saved, hash, seconds)
    peakMemoryMB = ProcessFacts.peakMemoryMB
  }

  /// Of a session with a clock.
  init(_ view: PlayView, _ loop: PlayLoop, pictures: Int, seconds: Double) {
    self.init(view, seconds: seconds)
    let (latency, pace) = (loop.latency, loop.pace)
    (latencyP50, latencyP95, keys) = (latency.quantile(0.5), latency.quantile(0.95), latency.seconds.count)
    picturesPerSecond = Double(pictures) / max(1e-9, seconds)
    let work = loop.work.sorted()
    modelSeconds = work.isEmpty ? nil : work[work.count / 2]
    (actions, lateActions, worstLag) = (pace.actions, pace.late, pace.worstLag)
  }

  var text: String {
    let skill = foregroundSkill.map { String(format: ", foreground skill %.3f", $0) } ?? ""
    var lines = ["\(scenario): \(frames) frames driven, \(branches) branches\(skill)"]
    if let p50 = latencyP50, let p95 = latencyP95 {
      lines.append(
        String(format: "key to predicted pixels: %.0f ms median, %.0f ms p95 of %d keys", p50 * 1e3, p95 * 1e3, keys))
    }
    if let rate = picturesPerSecond, let actions, let lateActions, let worstLag {
      lines.append(
        String(
          format: "%.0f pictures/s; %d of %d actions late; model at most %.1f s behind", rate, lateActions, actions,
          worstLag))
    }
    for files in saved { lines.append("episode  \(files.episode)\nscenario \(files.scenario)") }
    return lines.joined(separator: "\n")
  }
}
