import Episodes
import Foundation

/// Plans the tool's way to one goal after another.
protocol GoalPlanner {
  /// The stops of the next goal, from the scene as it is now.
  func plan(_ scene: Scene, from start: ArmPose, random: inout EpisodeRandom) -> [Waypoint]
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

  public mutating func action(_ state: SimulationState, random: inout EpisodeRandom) -> [Double] {
    time += 0.1
    while let ended = path, time > ended.duration, repeats {
      time -= ended.duration
      startGoal(state, from: ended.end, &random)
    }
    if path == nil { startGoal(state, from: presentPose(state), &random) }
    guard let path else { return state.control }
    return kinematics.nearestTargets(path.pose(at: time))
  }

  private var repeats: Bool { spec.repeats ?? true }

  private mutating func startGoal(_ state: SimulationState, from start: ArmPose, _ random: inout EpisodeRandom) {
    let delay = goals == 0 ? spec.startDelay ?? random.uniform(0...0.3) : random.uniform(0...0.2)
    var stops = planner.plan(Scene(state, kinematics), from: start, random: &random)
    stops.insert(Waypoint(pose: start, duration: max(delay, 0.01)), at: 0)
    path = TipPath(from: start, stops)
    goals += 1
  }

  private func presentPose(_ state: SimulationState) -> ArmPose {
    let targets = state.control
    return ArmPose(tip: kinematics.tip(targets), roll: targets[4], gripper: targets[5])
  }
}

/// What a planner sees of the world.
struct Scene {
  struct Object {
    var shape: FreeObject
    /// Its centre, metres.
    var position: SIMD3<Double>
    /// Turn about the vertical, radians.
    var yaw: Double

    var place: SIMD2<Double> { SIMD2(position.x, position.y) }
  }

  let objects: [Object]
  let kinematics: ArmKinematics
  let workspace = Workspace()

  init(_ state: SimulationState, _ kinematics: ArmKinematics) {
    self.kinematics = kinematics
    objects = state.world.objects.map { object in
      let pose = state.pose(of: object)
      let (w, x, y, z) = (pose[3], pose[4], pose[5], pose[6])
      return Object(
        shape: object, position: SIMD3(pose[0], pose[1], pose[2]), yaw: yawAngle(w, x, y, z))
    }
  }

  func object(_ name: String?) -> Object? { objects.first { $0.shape.name == name } }

  func reaches(_ place: SIMD2<Double>, height: Double) -> Bool {
    let tip = SIMD3(place.x, place.y, height)
    return workspace.allows(tip: tip) && kinematics.reaches(tip)
  }

  /// Objects that lie where the arm can work on them.
  var withinReach: [Object] {
    objects.filter { workspace.holds($0.position) && $0.position.z > 0 && reaches($0.place, height: 0.1) }
  }

  /// The free room around a place: distance to the nearest object's edge, leaving one out.
  func room(at place: SIMD2<Double>, except name: String? = nil) -> Double {
    objects.filter { $0.shape.name != name }.map { distance($0.place, place) - $0.shape.radius }.min() ?? .infinity
  }
}

/// The turn about the vertical of a quaternion w x y z, radians.
func yawAngle(_ w: Double, _ x: Double, _ y: Double, _ z: Double) -> Double {
  atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
}
