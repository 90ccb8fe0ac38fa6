import CMuJoCo

/// What differs from episode to episode in a world that draws its starts.
extension SimulationState {
  /// Whether an object takes part in this episode.
  public func has(_ object: FreeObject) -> Bool { !absent.contains(object.body) }

  /// Kilograms in this episode.
  public func mass(of object: FreeObject) -> Double { model.pointee.body_mass[object.body] }

  /// Radius of the largest ball about its centre that an object holds in this episode, metres.
  public func innerRadius(of object: FreeObject) -> Double {
    let m = model.pointee
    let geom = Int(m.body_geomadr[object.body])
    guard geom >= 0 else { return 0 }
    let size = (0..<3).map { m.geom_size[3 * geom + $0] }
    switch object.shape {
    case .box: return min(size[0], size[1], size[2])
    case .cylinder: return min(size[0], size[1])
    case .sphere, .other: return size[0]
    }
  }

  /// Sets the things of a drawn start where they belong, moving as drawn.
  func place(_ start: DrawnStart) {
    for thing in start.things {
      guard let position = thing.body.position, let velocity = thing.body.velocity else { continue }
      if thing.body.mobility == .hinged {
        (data.pointee.qpos[position], data.pointee.qvel[velocity]) = (thing.angle, thing.angleRate)
        continue
      }
      // MuJoCo counts a free body's rates of turn in the body's own axes.
      let spin = thing.rotation.inverse * thing.spin
      for axis in 0..<3 {
        data.pointee.qpos[position + axis] = thing.place[axis]
        data.pointee.qvel[velocity + axis] = thing.velocity[axis]
        data.pointee.qvel[velocity + 3 + axis] = spin[axis]
      }
      for (i, value) in thing.rotation.wxyz.enumerated() { data.pointee.qpos[position + 3 + i] = value }
    }
  }

  /// Moves an object to another pose, leaving its velocity as it is.
  func nudge(_ object: FreeObject, to pose: [Double]) {
    precondition(pose.count == 7 && !object.isHinged, "a pose of \(pose.count) numbers for \(object.name)")
    for i in 0..<7 { data.pointee.qpos[object.position + i] = pose[i] }
  }

  /// Turns what hangs on a hinge a little further, radians.
  func nudge(_ object: FreeObject, by angle: Double) {
    precondition(object.isHinged, "\(object.name) hangs on no hinge")
    data.pointee.qpos[object.position] += angle
  }
}
