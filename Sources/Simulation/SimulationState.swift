import CMuJoCo
import Diagnostics
import Episodes

/// A world in motion: MuJoCo's data beside the model it belongs to. Stays on one thread.
public final class SimulationState {
  public let world: World
  /// The world's own model, or a copy of it that this state may change.
  let model: UnsafeMutablePointer<mjModel>
  let data: UnsafeMutablePointer<mjData>
  private let ownsModel: Bool
  /// Bodies of objects that this episode is without.
  let absent: Set<Int>

  /// - Parameter perturbation: changed friction and masses, for which the model is copied.
  public convenience init(_ world: World, perturbation: Perturbation? = nil) throws {
    try self.init(world, start: nil, perturbation: perturbation)
  }

  /// - Parameter start: sizes, presence and places of what is fixed, for which the model is copied as well.
  init(_ world: World, start: DrawnStart?, perturbation: Perturbation?) throws {
    self.world = world
    absent = Set(start?.absent.map(\.index) ?? [])
    ownsModel = perturbation != nil || start != nil
    guard let model = ownsModel ? mj_copyModel(nil, world.model) : world.model, let data = mj_makeData(model) else {
      throw UserError("the world does not fit into memory", at: world.source)
    }
    self.model = model
    self.data = data
    start?.apply(to: model, data: data)
    perturbation?.apply(to: model, data: data, objects: world.objects)
    mj_resetData(model, data)
    mj_forward(model, data)
  }

  deinit {
    mj_deleteData(data)
    if ownsModel { mj_deleteModel(model) }
  }

  /// Seconds per physics step.
  public var timestep: Double { model.pointee.opt.timestep }

  /// The present targets of the actuators, in the order of the world's actuators.
  public var control: [Double] {
    get { (0..<world.actuators.count).map { data.pointee.ctrl[$0] } }
    set {
      precondition(
        newValue.count == world.actuators.count, "\(newValue.count) targets for \(world.actuators.count) actuators")
      for (i, value) in newValue.enumerated() { data.pointee.ctrl[i] = value }
    }
  }

  /// Puts the actuated joints (and the second finger) where the targets say, at rest, with these targets held.
  public func setJoints(_ targets: [Double]) {
    control = targets
    for (actuator, value) in zip(world.actuators, targets) {
      data.pointee.qpos[actuator.position] = value
    }
    // The joints that equality constraints tie to an actuated one follow it.
    let m = model.pointee
    for tie in 0..<Int(m.neq) where m.eq_type[tie] == Int32(mjEQ_JOINT.rawValue) && m.eq_obj2id[tie] >= 0 {
      let first = Int(m.jnt_qposadr[Int(m.eq_obj1id[tie])])
      let second = Int(m.jnt_qposadr[Int(m.eq_obj2id[tie])])
      data.pointee.qpos[second] = data.pointee.qpos[first]
    }
    for joint in world.joints { data.pointee.qvel[joint.velocity] = 0 }
  }

  /// Seven numbers: position in metres, then quaternion w x y z. For what hangs on a hinge, valid after `refresh`.
  public func pose(of object: FreeObject) -> [Double] {
    guard object.isHinged else { return (0..<7).map { data.pointee.qpos[object.position + $0] } }
    return (0..<3).map { data.pointee.xpos[3 * object.body + $0] }
      + (0..<4).map { data.pointee.xquat[4 * object.body + $0] }
  }

  public func position(of object: FreeObject) -> SIMD3<Double> {
    let pose = pose(of: object)
    return SIMD3(pose[0], pose[1], pose[2])
  }

  /// Places an object that is free, at rest or moving at `velocity` (m/s) without turning.
  public func setPose(of object: FreeObject, _ pose: [Double], velocity: [Double] = [0, 0, 0]) {
    precondition(
      pose.count == 7 && velocity.count == 3, "a pose of \(pose.count) and velocity of \(velocity.count) numbers")
    precondition(!object.isHinged, "\(object.name) hangs on a hinge, which has one number")
    for i in 0..<7 { data.pointee.qpos[object.position + i] = pose[i] }
    for i in 0..<6 { data.pointee.qvel[object.velocity + i] = i < 3 ? velocity[i] : 0 }
  }

  /// Positions, then velocities, of the robot's joints.
  public var jointState: [Double] {
    world.joints.map { data.pointee.qpos[$0.position] } + world.joints.map { data.pointee.qvel[$0.velocity] }
  }

  /// The site called `tip`, metres; nil in a world without a robot's tool. Valid after `refresh` or `step`.
  public var tool: SIMD3<Double>? {
    let site = Int(mj_name2id(model, Int32(mjOBJ_SITE.rawValue), "tip"))
    guard site >= 0, let p = data.pointee.site_xpos else { return nil }
    return SIMD3(p[3 * site], p[3 * site + 1], p[3 * site + 2])
  }

  /// Brings everything that follows from the state (poses of geoms, contacts) up to date.
  public func refresh() { mj_forward(model, data) }

  public func step() { mj_step(model, data) }

  /// Throws once the physics has blown up (MuJoCo then resets itself in silence).
  public func checkStability() throws {
    let warnings = data.pointee.warning
    let bad = warnings.3.number + warnings.4.number + warnings.5.number + warnings.6.number
    if bad > 0 {
      throw UserError(
        "the simulation became unstable at \(data.pointee.time) s", at: world.source, fix: "Use a smaller timestep")
    }
  }
}
