import Foundation

extension RecordingSurvey {
  /// The survey for people: what was found, what is skipped and why, what is odd, and the contract to correct.
  public func text() -> String {
    var lines = [
      "\(path): \(format.rawValue)\(robot.isEmpty ? "" : ", \(robot)")",
      "episodes   \(usable.count) usable of \(found)\(promiseText)",
    ]
    if !usable.isEmpty { lines += pictureLines }
    lines.append(contentsOf: skipped.map { "skipped    episode \($0.episode): \($0.reason)" })
    lines += problemLines
    if decoded > 0, decoded < usable.count {
      lines.append("pictures of \(decoded) of \(usable.count) episodes were looked at; --decode looks at all")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var pictureLines: [String] {
    ["pictures   \(rows) rows at \(String(hundredths: sourceRate)) a second, \(Self.clock(seconds))"]
      + cameras.map { camera in
        "  \(camera.name)  \(camera.width)×\(camera.height) \(camera.codec), imported at "
          + "\(camera.imported[0])×\(camera.imported[1])"
      } + ["import     \(frames) frames at \(String(hundredths: contract.rate)) a second"]
  }

  /// The action contract as YAML under a line that says what to do with it.
  public func contractText() -> String {
    "# \(contract.width) actions. Correct what is wrong and give the file back with --contract.\n" + contract.yaml()
  }

  private var promiseText: String {
    guard let promised, promised != found || !absent.isEmpty else { return "" }
    let ranges = absentRanges.prefix(8).map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }
    let list = ranges.joined(separator: ", ") + (absentRanges.count > 8 ? ", …" : "")
    return "; \(promised) promised, \(absent.count) absent\(absent.isEmpty ? "" : " (\(list))")"
  }

  /// The same words about several episodes in one line.
  private var problemLines: [String] {
    var order: [String] = []
    var episodes: [String: [EpisodeKey]] = [:]
    for problem in problems {
      if episodes[problem.detail] == nil { order.append(problem.detail) }
      episodes[problem.detail, default: []] += problem.episode.map { [$0] } ?? []
    }
    return order.map { detail in
      let keys = episodes[detail] ?? []
      let list = keys.prefix(8).map(\.description).joined(separator: ", ")
      return keys.isEmpty
        ? "problem    \(detail)"
        : "problem    episode\(keys.count > 1 ? "s" : "") \(list)\(keys.count > 8 ? " and \(keys.count - 8) more" : ""): \(detail)"
    }
  }

  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, whole % 60) : String(format: "%d:%02d", minutes, whole % 60)
  }
}
