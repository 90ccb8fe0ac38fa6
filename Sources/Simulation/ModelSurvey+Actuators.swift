import CMuJoCo
import Diagnostics

extension ModelSurvey {
  func actuator(_ index: Int, _ source: String) throws -> World.Actuator {
    let m = model.pointee
    guard m.actuator_trntype[index] == Int32(mjTRN_JOINT.rawValue), m.actuator_ctrllimited[index] else {
      throw UserError(
        "the actuator \"\(name(mjOBJ_ACTUATOR, index))\" is not a joint's with a range", at: source,
        fix: "Give every actuator a joint and a ctrlrange: actions are absolute joint targets")
    }
    guard isServo(index) else {
      throw UserError(
        "the actuator \"\(name(mjOBJ_ACTUATOR, index))\" is a motor, or holds a speed: it takes no position for its joint",
        at: source, fix: "Make it a <position> actuator: actions are absolute joint targets")
    }
    let joint = Int(m.actuator_trnid[2 * index])
    return World.Actuator(
      name: name(mjOBJ_ACTUATOR, index), lower: m.actuator_ctrlrange[2 * index],
      upper: m.actuator_ctrlrange[2 * index + 1], position: Int(m.jnt_qposadr[joint]),
      isSlide: m.jnt_type[joint] == Int32(mjJNT_SLIDE.rawValue),
      movesCamera: isRig(root: m.body_rootid[Int(m.jnt_bodyid[joint])]))
  }

  /// Whether its force pulls the joint to where its control says: k (control - position) less a damping, not a force or
  /// a speed of the control's, nor one that adds its control up.
  private func isServo(_ index: Int) -> Bool {
    let m = model.pointee
    let (gain, bias) = (m.actuator_gainprm[Int(mjNGAIN) * index], m.actuator_biasprm[Int(mjNBIAS) * index + 1])
    return m.actuator_dyntype[index] != Int32(mjDYN_INTEGRATOR.rawValue)
      && m.actuator_gaintype[index] == Int32(mjGAIN_FIXED.rawValue)
      && m.actuator_biastype[index] == Int32(mjBIAS_AFFINE.rawValue)
      && gain > 0 && abs(gain + bias) <= 1e-6 * gain
  }

  /// Whether a tree of bodies holds cameras and nothing to be seen.
  private func isRig(root: Int32) -> Bool {
    let m = model.pointee
    return (0..<Int(m.ncam)).contains { m.body_rootid[Int(m.cam_bodyid[$0])] == root }
      && !(0..<Int(m.ngeom)).contains { m.body_rootid[Int(m.geom_bodyid[$0])] == root }
  }
}
