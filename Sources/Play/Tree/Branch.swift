import Scenarios
import Simulation

/// One way that things went: from the first frame of the episode to its own end.
///
/// What it shares with its parent is kept in both, which costs a kilobyte a frame: pictures are made again when they
/// are wanted.
struct Branch: Sendable {
  let id: Int
  /// Nil for the first one.
  let parent: Int?
  /// The first frame that is its own.
  let start: Int
  /// Action t leads from frame t to t + 1.
  private(set) var actions: [[Float]]
  /// The world at each frame.
  private(set) var physics: [PhysicsState]

  init(id: Int, actions: [[Float]], physics: [PhysicsState], start: Int) {
    precondition(physics.count == actions.count + 1, "\(actions.count) actions for \(physics.count) frames")
    (self.id, parent, self.start) = (id, nil, start)
    (self.actions, self.physics) = (actions, physics)
  }

  /// What goes another way after `frame` of `parent`.
  init(id: Int, from parent: Branch, at frame: Int) {
    precondition(parent.physics.indices.contains(frame), "frame \(frame) of \(parent.physics.count)")
    (self.id, self.parent, start) = (id, parent.id, frame + 1)
    actions = Array(parent.actions[..<frame])
    physics = Array(parent.physics[...frame])
  }

  var lastFrame: Int { physics.count - 1 }

  mutating func append(_ action: [Float], _ state: PhysicsState) {
    actions.append(action)
    physics.append(state)
  }
}
