import CMuJoCo
import Diagnostics

/// A body of a world whose start is drawn: free, hanging on a hinge, or fixed to the world.
///
/// Lengths are those of its first geom, in metres, as the world file has them.
struct StartBody: Sendable {
  enum Mobility: Sendable { case free, hinged, fixed }

  let name: String
  let index: Int
  let mobility: Mobility
  /// Addresses in `qpos` and `qvel`; nil where it is fixed.
  let position: Int?
  let velocity: Int?
  /// Heights of its upper and lower side above its origin.
  let top: Double
  let bottom: Double
  /// The largest distance from its origin, seen from above.
  let radius: Double
  /// Where the file has it.
  let place: SIMD3<Double>
  let rotation: Rotation

  /// - Returns: nil where no body of the world, or one of the robot, is so called.
  init?(_ name: String, in model: UnsafeMutablePointer<mjModel>) {
    let m = model.pointee
    let index = Int(mj_name2id(model, Int32(mjOBJ_BODY.rawValue), name))
    guard index > 0, m.body_parentid[index] == 0, let geom = Optional(Int(m.body_geomadr[index])), geom >= 0 else {
      return nil
    }
    let joint = Int(m.body_jntadr[index])
    switch (m.body_jntnum[index], joint < 0 ? -1 : m.jnt_type[joint]) {
    case (0, _): mobility = .fixed
    case (1, Int32(mjJNT_FREE.rawValue)): mobility = .free
    case (1, Int32(mjJNT_HINGE.rawValue)): mobility = .hinged
    default: return nil
    }
    (self.name, self.index) = (name, index)
    position = joint < 0 ? nil : Int(m.jnt_qposadr[joint])
    velocity = joint < 0 ? nil : Int(m.jnt_dofadr[joint])
    let size = (0..<3).map { m.geom_size[3 * geom + $0] }
    let half: Double
    switch m.geom_type[geom] {
    case Int32(mjGEOM_BOX.rawValue): (half, radius) = (size[2], (size[0] * size[0] + size[1] * size[1]).squareRoot())
    case Int32(mjGEOM_CYLINDER.rawValue): (half, radius) = (size[1], size[0])
    case Int32(mjGEOM_CAPSULE.rawValue): (half, radius) = (size[0] + size[1], size[0])
    case Int32(mjGEOM_ELLIPSOID.rawValue): (half, radius) = (size[2], max(size[0], size[1]))
    default: (half, radius) = (size[0], size[0])
    }
    let height = m.geom_pos[3 * geom + 2]
    (top, bottom) = (height + half, height - half)
    place = SIMD3(m.body_pos[3 * index], m.body_pos[3 * index + 1], m.body_pos[3 * index + 2])
    rotation = Rotation((0..<4).map { m.body_quat[4 * index + $0] })
  }
}
