import Episodes

/// What the survey keeps of the episodes' numbers: all actions, and some moments with the states before and after.
struct ActionSamples: Sendable {
  /// Moments taken of each episode.
  static let moments = 300

  /// One episode's.
  private(set) var actions: [[Float]] = []
  private(set) var before: [[Float]] = []
  private(set) var after: [[Float]] = []

  init() {}

  /// Rows from which the actions were derived say nothing about them, and are left out.
  init(_ episode: CheckedEpisode) {
    guard !episode.isDerived, !episode.states.isEmpty else { return }
    let step = max(1, (episode.rows - 1) / Self.moments)
    for row in stride(from: 0, to: episode.rows - 1, by: step) {
      guard (episode.states[row] + episode.states[row + 1]).allSatisfy(\.isFinite) else { continue }
      actions.append(episode.actions[row])
      before.append(episode.states[row])
      after.append(episode.states[row + 1])
    }
  }

  mutating func append(_ other: ActionSamples) {
    actions += other.actions
    before += other.before
    after += other.after
  }

  /// One dimension's numbers beside one state's.
  func trend(action: Int, state: Int, rate: Double) -> ActionTrend? {
    ActionTrend.of(
      actions.map { Double($0[action]) }, before: before.map { Double($0[state]) },
      after: after.map { Double($0[state]) }, rate: rate)
  }

  func correlation(action: Int, state: Int) -> Double? {
    ActionTrend.correlation(actions.map { Double($0[action]) }, after.map { Double($0[state]) })
  }
}
