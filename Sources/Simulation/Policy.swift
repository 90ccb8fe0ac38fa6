import Episodes

/// Chooses the robot's next targets, once a frame, from the state alone and numbers drawn from the seed.
public protocol Policy {
  /// Absolute targets, one per actuator of the world, to be reached a frame later.
  ///
  /// Throws a `UserError` where what was asked for cannot be done.
  mutating func action(_ state: SimulationState, random: inout EpisodeRandom) throws -> [Double]
}

/// Gives a fixed list of actions, and holds the last one after its end.
public struct ReplayPolicy: Policy {
  private let actions: [[Double]]
  private var next = 0

  public init(_ actions: [[Double]]) { self.actions = actions }

  public mutating func action(_ state: SimulationState, random: inout EpisodeRandom) throws -> [Double] {
    defer { next += 1 }
    return next < actions.count ? actions[next] : actions.last ?? state.control
  }
}

/// Keeps the present targets.
public struct HoldPolicy: Policy {
  public init() {}
  public mutating func action(_ state: SimulationState, random: inout EpisodeRandom) throws -> [Double] {
    state.control
  }
}
