/// Actions that come by themselves, each when the window has drawn so many pictures: for tests and recordings.
struct InputScript: Equatable, Sendable {
  private var steps: [(picture: Int, action: InputAction)] = []

  init(_ steps: [(picture: Int, action: InputAction)] = []) {
    self.steps = steps.sorted { $0.picture < $1.picture }
  }

  var isEmpty: Bool { steps.isEmpty }

  /// Takes out the actions that are due.
  mutating func take(drawn pictures: Int) -> [InputAction] {
    let due = steps.prefix { $0.picture <= pictures }
    steps.removeFirst(due.count)
    return due.map(\.action)
  }

  static func == (a: InputScript, b: InputScript) -> Bool {
    a.steps.elementsEqual(b.steps) { $0.picture == $1.picture && $0.action == $1.action }
  }
}
