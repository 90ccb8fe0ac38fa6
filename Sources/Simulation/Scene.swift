import Foundation

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
