/// In which order runs are listed.
public enum RunOrder: String, CaseIterable, Sendable {
  case newest
  /// By the first score of the list's, the lowest first; runs without one come last.
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

  /// The runs that match every word of the filter, whatever their case; runs are given the newest first.
  func arranged(_ runs: [ListedRun], matching filter: String) -> [ListedRun] {
    let words = filter.lowercased().split(separator: " ")
    let kept = runs.filter { run in
      let text = "\(run.scenario) \(run.model) \(run.id)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let score = { (run: ListedRun) in run.headline.first?.value }
    switch self {
    case .newest: return kept
    case .name: return kept.sorted { ($0.scenario, $0.date) < ($1.scenario, $1.date) }
    case .worst: return kept.sorted { (score($0) ?? .infinity) < (score($1) ?? .infinity) }
    case .best: return kept.sorted { (score($0) ?? -.infinity) > (score($1) ?? -.infinity) }
    }
  }
}
