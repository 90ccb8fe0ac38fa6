import CMuJoCo
import Diagnostics

/// Reads out of a compiled model who is the robot, what is free and what is fixed.
struct ModelSurvey {
  let model: UnsafeMutablePointer<mjModel>
  var cameras: [String] = []
  var actuators: [World.Actuator] = []
  var joints: [Joint] = []
  var objects: [FreeObject] = []
  var segmentNames: [String] = []
  var labels: [UInt8] = []
  var touchNames: [String] = []

  init(_ model: UnsafeMutablePointer<mjModel>, source: String) throws {
    self.model = model
    cameras = (0..<Int(model.pointee.ncam)).map { name(mjOBJ_CAMERA, $0) }
    for joint in 0..<Int(model.pointee.njnt) { readJoint(joint) }
    try checkNames(source)
    actuators = try (0..<Int(model.pointee.nu)).map { try actuator($0, source) }
    let roots = (0..<Int(model.pointee.ngeom)).map { model.pointee.body_rootid[Int(model.pointee.geom_bodyid[$0])] }
    segmentNames = (roots.contains(where: isRobot) ? ["arm"] : []) + objects.map(\.name)
    for geom in 0..<Int(model.pointee.ngeom) { readGeom(geom) }
  }

  func name(_ kind: mjtObj, _ index: Int) -> String {
    guard let text = mj_id2name(model, Int32(kind.rawValue), Int32(index)) else { return "\(index)" }
    return String(cString: text)
  }

  /// Refuses what a recording cannot hold: a byte of segmentation for each object, and names that are folders' in HDF5.
  private func checkNames(_ source: String) throws {
    guard objects.count < 255 else {
      throw UserError(
        "has \(objects.count) free bodies; 254 can be told apart", at: source,
        fix: "Weld those that need not move to the world")
    }
    let joints = (0..<Int(model.pointee.nu)).map { name(mjOBJ_ACTUATOR, $0) }
    for name in objects.map(\.name) + cameras + joints where name.contains("/") || name == "." {
      throw UserError(
        "\"\(name)\" is no name for a recording, in whose files a slash parts groups", at: source,
        fix: "Rename the body, camera or actuator")
    }
    for name in objects.map(\.name) + cameras + joints
    where name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw UserError(
        "\"\(name)\" is no name for a recording: it breaks the line", at: source,
        fix: "Rename the body, camera or actuator")
    }
  }

  private mutating func readJoint(_ joint: Int) {
    let m = model.pointee
    let (position, velocity) = (Int(m.jnt_qposadr[joint]), Int(m.jnt_dofadr[joint]))
    switch m.jnt_type[joint] {
    case Int32(mjJNT_FREE.rawValue): objects.append(freeObject(Int(m.jnt_bodyid[joint]), position, velocity))
    case Int32(mjJNT_BALL.rawValue): break
    case Int32(mjJNT_HINGE.rawValue) where swingsByItself(Int(m.jnt_bodyid[joint])):
      var object = freeObject(Int(m.jnt_bodyid[joint]), position, velocity)
      object.isHinged = true
      objects.append(object)
    default:
      joints.append(
        Joint(name: name(mjOBJ_JOINT, joint), position: position, velocity: velocity, body: Int(m.jnt_bodyid[joint])))
    }
  }

  /// A body on one hinge in the world, with nothing hanging on it and no motor: a pendulum, not a robot.
  private func swingsByItself(_ body: Int) -> Bool {
    let m = model.pointee
    let isAlone = (1..<Int(m.nbody)).allSatisfy { $0 == body || m.body_rootid[$0] != Int32(body) }
    let isDriven = (0..<Int(m.nu)).contains { actuator in
      m.actuator_trntype[actuator] == Int32(mjTRN_JOINT.rawValue)
        && m.jnt_bodyid[Int(m.actuator_trnid[2 * actuator])] == Int32(body)
    }
    return m.body_parentid[body] == 0 && m.body_jntnum[body] == 1 && isAlone && !isDriven
  }

  private func freeObject(_ body: Int, _ position: Int, _ velocity: Int) -> FreeObject {
    let m = model.pointee
    let geom = Int(m.body_geomadr[body])
    let size = geom >= 0 ? (0..<3).map { m.geom_size[3 * geom + $0] } : [0, 0, 0]
    var object = FreeObject(
      name: name(mjOBJ_BODY, body), shape: .other, radius: geom >= 0 ? m.geom_rbound[geom] : 0, halfWidth: size[0],
      restHeight: m.body_pos[3 * body + 2], mass: m.body_mass[body], isHinged: false, body: body, position: position,
      velocity: velocity)
    guard geom >= 0 else { return object }
    switch m.geom_type[geom] {
    case Int32(mjGEOM_BOX.rawValue):
      (object.shape, object.radius) = (.box, (size[0] * size[0] + size[1] * size[1]).squareRoot())
    case Int32(mjGEOM_CYLINDER.rawValue): (object.shape, object.radius) = (.cylinder, size[0])
    case Int32(mjGEOM_SPHERE.rawValue): (object.shape, object.radius) = (.sphere, size[0])
    default: break
    }
    return object
  }

  private mutating func readGeom(_ geom: Int) {
    let m = model.pointee
    let root = m.body_rootid[Int(m.geom_bodyid[geom])]
    if let index = objects.firstIndex(where: { Int32($0.body) == root }) {
      // What cannot be touched only decorates the object, such as a pendulum's rod.
      let isDecoration = m.geom_contype[geom] == 0 && m.geom_conaffinity[geom] == 0
      labels.append(isDecoration ? 0 : UInt8(segmentNames.count - objects.count + index + 1))
      touchNames.append(objects[index].name)
    } else if isRobot(root: root) {
      labels.append(1)
      touchNames.append("arm")
    } else {
      labels.append(0)
      touchNames.append(name(mjOBJ_GEOM, geom))
    }
  }

  private func isRobot(root: Int32) -> Bool {
    let m = model.pointee
    return joints.contains { m.body_rootid[$0.body] == root }
  }
}
