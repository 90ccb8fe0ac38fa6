import CMuJoCo
import Episodes

/// Who touched whom since the last frame: for each pair the largest force and overlap over the physics steps.
struct ContactLog {
  private struct Touch {
    var force = 0.0
    var penetration = 0.0
  }

  private let names: [String]
  /// Index into `names` of each geom.
  private let owner: [Int]
  private var touches: [Touch?]

  init(_ world: World) {
    names = Array(Set(world.touchNames)).sorted()
    let names = names
    owner = world.touchNames.map { name in names.firstIndex(of: name) ?? 0 }
    touches = Array(repeating: nil, count: names.count * names.count)
  }

  /// Adds the contacts of the present step.
  mutating func observe(_ state: SimulationState) {
    let count = Int(state.data.pointee.ncon)
    var now: [Int: Touch] = [:]
    for index in 0..<count {
      let contact = state.data.pointee.contact[index]
      guard contact.geom.0 >= 0, contact.geom.1 >= 0, contact.efc_address >= 0 else { continue }
      let (a, b) = (owner[Int(contact.geom.0)], owner[Int(contact.geom.1)])
      let key = min(a, b) * names.count + max(a, b)
      var wrench = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      withUnsafeMutableBytes(of: &wrench) { bytes in
        mj_contactForce(state.model, state.data, Int32(index), bytes.baseAddress?.assumingMemoryBound(to: Double.self))
      }
      now[key, default: Touch()].force += wrench.0
      now[key, default: Touch()].penetration = max(now[key]?.penetration ?? 0, -contact.dist)
    }
    for (key, touch) in now {
      let before = touches[key] ?? Touch()
      touches[key] = Touch(
        force: max(before.force, touch.force), penetration: max(before.penetration, touch.penetration))
    }
  }

  /// The pairs since the last call, in the order of their names, and starts anew.
  mutating func take(frame: Int) -> [Episode.Contact] {
    defer { for key in touches.indices { touches[key] = nil } }
    return touches.enumerated().compactMap { key, touch in
      guard let touch else { return nil }
      return Episode.Contact(
        frame: frame, first: names[key / names.count], second: names[key % names.count], force: touch.force,
        penetration: touch.penetration)
    }
  }
}
