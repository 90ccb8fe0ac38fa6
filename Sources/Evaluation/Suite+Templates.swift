extension Suite {
  /// What an episode was drawn from, by its name: the first level that the bootstrap resamples.
  ///
  /// Episodes are called after their template and the seed, or the number and start of a recorded one: `fall-200003`,
  /// `g1-pick-4-16`. A scenario that no number follows stands for itself.
  static func template(of scenario: String) -> String {
    var parts = scenario.split(separator: "-", omittingEmptySubsequences: false)
    while parts.count > 1, let last = parts.last, !last.isEmpty, last.allSatisfy(\.isNumber) { parts.removeLast() }
    return parts.joined(separator: "-")
  }
}
