import Episodes

/// How an episode begins and goes on from frame to frame.
extension SimulationState {
  /// The state at frame 0, as `seed` and `initial` give it.
  ///
  /// - Parameter kinematics: of the world's arm, where it has one.
  static func atStart(
    of world: World, seed: UInt64, initial: InitialPlacement, kinematics: ArmKinematics?,
    perturbation: Perturbation? = nil
  ) throws -> SimulationState {
    let start = try world.starts.map { try StartDrawer(world: world, ranges: $0, seed: seed).draw(initial) }
    let state = try SimulationState(world, start: start, perturbation: perturbation)
    let placer = Placer(world: world, kinematics: kinematics)
    if let start {
      try placer.place(state, start, initial, perturbation: perturbation)
    } else {
      try placer.place(state, initial, seed: seed, perturbation: perturbation)
    }
    return state
  }

  /// Goes on to the next frame: the actuators' targets move in a straight line from the present ones to the action's.
  func follow(_ action: [Float], onStep: () -> Void = {}) {
    let (from, to) = (control, action.map(Double.init))
    let steps = Int((1 / world.rate / timestep).rounded())
    for step in 1...steps {
      let share = Double(step) / Double(steps)
      control = zip(from, to).map { $0 + ($1 - $0) * share }
      self.step()
      onStep()
    }
  }
}
