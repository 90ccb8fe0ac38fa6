/// Actions that come by themselves, each at its time: for tests, pictures and recordings.
public struct TimedScript: Sendable {
  private var steps: [(time: Double, action: InputAction)]

  /// - Parameter steps: seconds from the window's opening, in any order.
  public init(_ steps: [(time: Double, action: InputAction)] = []) {
    self.steps = steps.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
      \.element)
  }

  var isEmpty: Bool { steps.isEmpty }
  /// When the next action is due.
  var next: Double? { steps.first?.time }

  /// Takes out the actions that are due.
  mutating func take(until time: Double) -> [InputAction] {
    let due = steps.prefix { $0.time <= time }
    steps.removeFirst(due.count)
    return due.map(\.action)
  }
}
