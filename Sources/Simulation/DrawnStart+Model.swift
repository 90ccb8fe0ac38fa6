import CMuJoCo

extension DrawnStart {
  /// Gives the things their sizes and the fixed ones their places, and takes what is absent out of sight and touch.
  ///
  /// The model must be a copy that belongs to one episode.
  func apply(to model: UnsafeMutablePointer<mjModel>, data: UnsafeMutablePointer<mjData>) {
    for thing in things {
      if thing.size != 1 { Self.scale(model, thing.body.index, by: thing.size) }
      if thing.body.mobility == .fixed { Self.move(model, thing) }
    }
    for body in absent { Self.hide(model, body.index) }
    // Subtree masses and inverse weights follow from the masses; the statistics, which set the cameras' clipping planes
    // and the shadows' reach, are the file's.
    let statistics = model.pointee.stat
    mj_setConst(model, data)
    model.pointee.stat = statistics
  }

  /// Geometric similarity at the same density: mass grows with the third power, inertia with the fifth.
  private static func scale(_ model: UnsafeMutablePointer<mjModel>, _ body: Int, by factor: Double) {
    let m = model.pointee
    for geom in geoms(m, body) {
      for axis in 0..<3 {
        m.geom_size[3 * geom + axis] *= factor
        m.geom_pos[3 * geom + axis] *= factor
      }
      for number in 0..<6 { m.geom_aabb[6 * geom + number] *= factor }
      m.geom_rbound[geom] *= factor
    }
    for axis in 0..<3 {
      m.body_ipos[3 * body + axis] *= factor
      m.body_inertia[3 * body + axis] *= factor * factor * factor * factor * factor
    }
    m.body_mass[body] *= factor * factor * factor
    // Boxes around the geoms, by which the search for contacts goes.
    let boxes = Int(m.body_bvhadr[body])..<Int(m.body_bvhadr[body] + m.body_bvhnum[body])
    for box in boxes where boxes.lowerBound >= 0 {
      for number in 0..<6 { m.bvh_aabb[6 * box + number] *= factor }
    }
  }

  private static func move(_ model: UnsafeMutablePointer<mjModel>, _ thing: Thing) {
    let m = model.pointee
    for axis in 0..<3 { m.body_pos[3 * thing.body.index + axis] = thing.place[axis] }
    for (i, value) in thing.rotation.wxyz.enumerated() { m.body_quat[4 * thing.body.index + i] = value }
  }

  private static func hide(_ model: UnsafeMutablePointer<mjModel>, _ body: Int) {
    let m = model.pointee
    for geom in geoms(m, body) {
      // Groups from 3 on are drawn by no camera of ours.
      m.geom_group[geom] = 5
      (m.geom_contype[geom], m.geom_conaffinity[geom]) = (0, 0)
    }
  }

  private static func geoms(_ m: mjModel, _ body: Int) -> Range<Int> {
    let first = Int(m.body_geomadr[body])
    return first..<first + Int(m.body_geomnum[body])
  }
}
