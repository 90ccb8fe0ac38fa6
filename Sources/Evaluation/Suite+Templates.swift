import Scenarios

extension Suite {
  /// What an episode was drawn from, by its name: the first level that the bootstrap resamples.
  ///
  /// Episodes are called after their template and the seed, `fall-200003`, or after the recording that they are a stretch
  /// of, `g1-pick-4-16`: stretches of one recording overlap and are no independent episodes, so the recording, `g1-pick-4`,
  /// is the level. A scenario that no number follows stands for itself.
  static func template(of scenario: String) -> String {
    let parts = scenario.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, !last.isEmpty, last.allSatisfy(\.isNumber) else { return scenario }
    return parts.dropLast().joined(separator: "-")
  }

  /// What is independent of all other episodes, as far as a name tells it: `Scenario.unit` knows.
  static func unit(of scenario: String) -> String {
    let template = template(of: scenario)
    return Self.template(of: template) == template ? scenario : template
  }
}

extension Scenario {
  /// What is independent of all other episodes: the simulated episode, or the recording that this is a stretch of.
  var unit: String {
    switch truth {
    case .world: name
    case .recording(let url, let episode, _): "\(url.lastPathComponent) \(episode)"
    }
  }
}
