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
    let columns = columns(action: action, state: state)
    return ActionTrend.of(columns.told, before: columns.before, after: columns.after, rate: rate)
  }

  func correlation(action: Int, state: Int) -> Double? {
    let columns = columns(action: action, state: state)
    return ActionTrend.correlation(columns.told, columns.after)
  }

  /// Without the moments in which one of the numbers is an outlier: a single one outweighs all others in a correlation.
  private func columns(action: Int, state: Int) -> (told: [Double], before: [Double], after: [Double]) {
    let told = actions.map { Double($0[action]) }
    let (before, after) = (before.map { Double($0[state]) }, after.map { Double($0[state]) })
    let fences = [told, before, after].map(ValueFence.init)
    let sound = told.indices.filter { row in
      fences[0].contains(told[row]) && fences[1].contains(before[row]) && fences[2].contains(after[row])
    }
    return (sound.map { told[$0] }, sound.map { before[$0] }, sound.map { after[$0] })
  }
}
