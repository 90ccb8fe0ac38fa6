/// In which order runs are listed.
public enum RunOrder: String, CaseIterable, Sendable {
  case newest
  /// By the list's score, the worst first; runs without one come last.
  case worst
  case best
  case name

  var title: String {
    switch self {
    case .newest: "newest"
    case .worst: "worst first"
    case .best: "best first"
    case .name: "by name"
    }
  }

  /// Whether it needs a score.
  var isRanking: Bool { self == .worst || self == .best }

  /// The runs that match every word of the filter, whatever their case; runs are given the newest first.
  ///
  /// - Parameter score: what worst and best are told by.
  func arranged(_ runs: [ListedRun], matching filter: String, by score: String?) -> [ListedRun] {
    let words = filter.lowercased().split(separator: " ")
    let kept = runs.filter { run in
      let text = "\(run.scenario) \(run.model) \(run.id)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    switch self {
    case .newest: return kept
    case .name: return kept.sorted { ($0.scenario, $0.date) < ($1.scenario, $1.date) }
    case .worst, .best: return ranked(kept, by: score)
    }
  }

  /// Runs without the score come last either way.
  private func ranked(_ runs: [ListedRun], by name: String?) -> [ListedRun] {
    let badness = runs.map { run -> Double? in
      guard let score = name.flatMap({ run.scores[$0] }) else { return nil }
      return score.isHigherBetter == (self == .worst) ? score.value : -score.value
    }
    let places = runs.indices.sorted { a, b in
      switch (badness[a], badness[b]) {
      case (let x?, let y?): x != y ? x < y : a < b
      case (nil, _?): false
      case (_?, nil): true
      case (nil, nil): a < b
      }
    }
    return places.map { runs[$0] }
  }
}
