import Diagnostics
import Episodes

/// Plans the tool's way to one goal after another.
protocol GoalPlanner {
  /// The stops of the next goal, from the scene as it is now; nil where the arm cannot do it.
  func plan(_ scene: Scene, from start: ArmPose, random: inout EpisodeRandom) -> [Waypoint]?
}

/// Carries out planned goals one after another: each is planned from the state at its start and then followed blindly,
/// so that the same actions can be replayed elsewhere.
public struct GoalPolicy: Policy {
  private let kinematics: ArmKinematics
  private let planner: any GoalPlanner
  private let spec: PolicySpec
  private var path: TipPath?
  private var time = 0.0
  private var goals = 0

  init(_ kinematics: ArmKinematics, _ planner: any GoalPlanner, _ spec: PolicySpec) {
    (self.kinematics, self.planner, self.spec) = (kinematics, planner, spec)
  }

  public mutating func action(_ state: SimulationState, random: inout EpisodeRandom) throws -> [Double] {
    time += 1 / state.world.rate
    while let ended = path, time > ended.duration, repeats {
      time -= ended.duration
      try startGoal(state, from: ended.end, &random)
    }
    if path == nil { try startGoal(state, from: presentPose(state), &random) }
    guard let path else { return state.control }
    return kinematics.nearestTargets(path.pose(at: time))
  }

  private var repeats: Bool { spec.repeats ?? true }

  private mutating func startGoal(_ state: SimulationState, from start: ArmPose, _ random: inout EpisodeRandom) throws {
    let delay = goals == 0 ? spec.startDelay ?? random.uniform(0...0.3) : random.uniform(0...0.2)
    let scene = Scene(state, kinematics)
    var stops = planner.plan(scene, from: start, random: &random) ?? []
    if stops.isEmpty {
      if goals == 0 && spec.isScripted { throw impossible(scene) }
      stops = ReachPlanner(spec: PolicySpec(.reach)).plan(scene, from: start, random: &random) ?? []
    }
    stops.insert(Waypoint(pose: start, duration: max(delay, 0.01)), at: 0)
    path = TipPath(from: start, stops)
    goals += 1
  }

  private func impossible(_ scene: Scene) -> UserError {
    let object = scene.object(spec.object).map { object in
      let (x, y) = (Int((object.position.x * 1000).rounded()), Int((object.position.y * 1000).rounded()))
      return " of \(object.shape.name) at \(x), \(y) mm"
    }
    return UserError(
      "this \(spec.name.rawValue)\(object ?? "") is out of the arm's reach", at: "policy",
      fix: "Place the object nearer, or choose another direction, distance or target")
  }

  private func presentPose(_ state: SimulationState) -> ArmPose {
    let targets = state.control
    return ArmPose(tip: kinematics.tip(targets), roll: targets[4], gripper: targets[5])
  }
}
