import CMuJoCo

extension SimulationState {
  /// The deepest that an object is inside anything: who that is, and metres; nil where nothing touches it.
  ///
  /// Only places and contacts are brought up to date, none of what the solver starts from: what follows stays the same to
  /// the bit.
  func deepestOverlap(of object: FreeObject) -> (other: String, depth: Double)? {
    mj_kinematics(model, data)
    mj_collision(model, data)
    let contacts = (0..<Int(data.pointee.ncon)).compactMap { index -> (other: String, depth: Double)? in
      let contact = data.pointee.contact[index]
      let geoms = [contact.geom.0, contact.geom.1].filter { $0 >= 0 }.map(Int.init)
      let isOwn = geoms.map { Int(model.pointee.body_rootid[Int(model.pointee.geom_bodyid[$0])]) == object.body }
      guard geoms.count == 2, isOwn[0] != isOwn[1] else { return nil }
      return (world.touchNames[geoms[isOwn[0] ? 1 : 0]], -contact.dist)
    }
    return contacts.max { $0.depth < $1.depth }
  }
}
