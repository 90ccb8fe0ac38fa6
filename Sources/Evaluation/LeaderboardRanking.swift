import Scoring

/// Ranks of models by metric and by group.
///
/// In a metric a model's rank is one more than the number of those whose bounds lie wholly nearer to the best value than
/// its own. In a group it is one more than the number of those that are better than it in more of the group's metrics than
/// they are worse in (Copeland's method, of 1951, which needs no common scale).
struct LeaderboardRanking {
  private(set) var rows: [Leaderboard.Row]

  init(_ rows: [Leaderboard.Row]) {
    self.rows = rows
    for (group, metrics) in Leaderboard.groups {
      for i in rows.indices {
        for metric in metrics where badness(i, metric) != nil {
          let better = rows.indices.filter { beats($0, i, metric) }
          self.rows[i].places[metric.rawValue]?.rank = better.count + 1
        }
        guard metrics.contains(where: { badness(i, $0) != nil }) else { continue }
        self.rows[i].ranks[group.rawValue] = rows.indices.filter { lead($0, i, metrics) > 0 }.count + 1
      }
    }
  }

  /// In how many metrics a is better than b, less those in which it is worse.
  private func lead(_ a: Int, _ b: Int, _ metrics: [MetricName]) -> Int {
    metrics.reduce(0) { $0 + (beats(a, b, $1) ? 1 : 0) - (beats(b, a, $1) ? 1 : 0) }
  }

  private func beats(_ a: Int, _ b: Int, _ metric: MetricName) -> Bool {
    guard let mine = badness(a, metric), let theirs = badness(b, metric) else { return false }
    return mine.upperBound < theirs.lowerBound
  }

  /// How far a row's bounds are from the best value; without bounds its mean is a point.
  private func badness(_ row: Int, _ metric: MetricName) -> ClosedRange<Double>? {
    guard let place = rows[row].places[metric.rawValue], let mean = place.mean else { return nil }
    let lo = place.lo ?? mean
    return metric.badness(lo...max(lo, place.hi ?? mean))
  }
}
