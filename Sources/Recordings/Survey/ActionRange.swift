import Episodes

/// Smallest and largest value of each action, and how often it stands there.
struct ActionRange: Sendable {
  private(set) var bounds: [ClosedRange<Float>] = []
  private var atLow: [Int] = []
  private var atHigh: [Int] = []
  private var between: [Int] = []
  private(set) var rows = 0

  init() {}

  mutating func add(_ actions: [[Float]]) {
    guard let first = actions.first else { return }
    if bounds.isEmpty {
      bounds = first.map { $0...$0 }
      atLow = [Int](repeating: 0, count: first.count)
      (atHigh, between) = (atLow, atLow)
    }
    for action in actions where action.count == bounds.count {
      rows += 1
      for (d, value) in action.enumerated() { count(value, d) }
    }
  }

  private mutating func count(_ value: Float, _ d: Int) {
    let old = bounds[d]
    if value < old.lowerBound {
      bounds[d] = value...old.upperBound
      between[d] += atLow[d]
      atLow[d] = 0
    } else if value > old.upperBound {
      bounds[d] = old.lowerBound...value
      between[d] += atHigh[d]
      atHigh[d] = 0
    }
    if value == bounds[d].lowerBound {
      atLow[d] += 1
    } else if value == bounds[d].upperBound {
      atHigh[d] += 1
    } else {
      between[d] += 1
    }
  }

  /// Dimensions that never move, and those that stand at an end of their range in more than a fifth of the rows.
  ///
  /// Grippers stand at their ends by nature, as does what takes two values alone.
  func problems(names: [String], kinds: [ActionContract.Kind]) -> [DataProblem] {
    bounds.indices.compactMap { d in
      let (low, high) = (bounds[d].lowerBound, bounds[d].upperBound)
      if isConstant(d) { return DataProblem(.constantAction, "\(names[d]) is \(low) throughout") }
      guard kinds[d] != .gripper, between[d] > 0 else { return nil }
      let share = Double(max(atLow[d], atHigh[d])) / Double(max(1, rows))
      let end = atHigh[d] >= atLow[d] ? high : low
      guard share > 0.2, !(restsAtZero(kinds[d]) && end == 0) else { return nil }
      let percent = Int((100 * share).rounded())
      return DataProblem(.saturatedAction, "\(names[d]) stands at its limit \(end) in \(percent)% of the rows")
    }
  }

  func isConstant(_ d: Int) -> Bool {
    bounds[d].upperBound - bounds[d].lowerBound <= 1e-6 * max(1, abs(bounds[d].upperBound))
  }

  /// Deltas and velocities are zero where nothing moves.
  private func restsAtZero(_ kind: ActionContract.Kind) -> Bool {
    [.jointDelta, .endEffectorDelta, .jointVelocity].contains(kind)
  }
}
