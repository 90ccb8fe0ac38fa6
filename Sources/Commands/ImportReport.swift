import Diagnostics
import Foundation
import Recordings

/// What an import says at its end.
struct ImportReport {
  var outcomes: [ImportOutcome] = []
  /// Episodes that were found unusable before any picture was decoded.
  let skippedBefore: Int

  var results: [ImportResult] { outcomes.map(\.result) }

  /// - Parameter seconds: since the command began.
  func text(_ survey: RecordingSurvey, seconds: Double) -> String {
    var lines = results.map { "\($0.folder): \($0.episodes) episodes, \($0.frames) frames" }
    if !survey.skipped.isEmpty { lines.append(skipped(survey)) }
    lines.append(speed(seconds))
    return lines.joined(separator: "\n") + "\n"
  }

  private func skipped(_ survey: RecordingSurvey) -> String {
    let late = survey.skipped.count - skippedBefore
    let text = "\(survey.usable.count) of \(survey.found) episodes could be used, \(survey.skipped.count) were skipped"
    return late > 0 ? "\(text), \(late) of them while their pictures were decoded" : text
  }

  /// Only what this run decoded was fast or slow: an interrupted import finds the rest done.
  private func speed(_ seconds: Double) -> String {
    let decoded = outcomes.reduce(0) { $0 + $1.decodedSeconds }
    let before = results.reduce(0) { $0 + $1.seconds } - decoded
    let whole = { (value: Double) in Int(value.rounded()) }
    guard decoded > 0 else { return "all \(whole(before)) s of recording were there already" }
    let speed = String(format: "%.1f", decoded / max(seconds, 0.01))
    let text = "\(whole(decoded)) s of recording in \(whole(seconds.rounded(.up))) s: \(speed) times real time"
    return before >= 0.05 ? "\(text); \(whole(before)) s more were there already" : text
  }
}
