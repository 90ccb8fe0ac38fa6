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

  /// Takes out the actions that are due, as far as the first that saves a picture: what follows must not be in it.
  mutating func take(until time: Double) -> [InputAction] {
    var due = steps.prefix { $0.time <= time }
    if let picture = due.firstIndex(where: { $0.action == .screenshot }) { due = due[...picture] }
    steps.removeFirst(due.count)
    return due.map(\.action)
  }
}
