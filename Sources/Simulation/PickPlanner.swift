import Episodes
import Foundation

/// Opens over an object, closes on it, lifts and carries it, puts it down and lets go.
struct PickPlanner: GoalPlanner {
  let spec: PolicySpec

  /// Fully open fingers, metres each.
  private static let open = 0.034
  /// The fingers' targets go this far inside the object: 5 N of grip, metres.
  private static let squeeze = 0.012

  func plan(_ scene: Scene, from start: ArmPose, random: inout EpisodeRandom) -> [Waypoint]? {
    let speed = spec.speed ?? random.uniform(0.13...0.22)
    let lift = spec.lift ?? random.uniform(0.06...0.14)
    let wanted = random.uniform(-.pi ... .pi)
    guard let object = choose(scene, &random), let target = target(scene, object, lift: lift, &random) else {
      return nil
    }
    let grasp = object.place
    let z = min(max(object.position.z - 0.004, 0.014), 0.03)
    let tip = { (place: SIMD2<Double>, height: Double) in SIMD3(place.x, place.y, height) }
    let roll = roll(scene, object, tip(grasp, z), wanted)
    let travel = max(0.085, z + lift)
    var path = PathBuilder(from: start, speed: speed)
    if start.tip.z < 0.08 { path.move(to: SIMD3(start.tip.x, start.tip.y, 0.09), gripper: Self.open) }
    path.move(to: tip(grasp, 0.095), roll: roll, gripper: Self.open, slower: 1.3)
    path.move(to: tip(grasp, z))
    path.grip(max(0, object.shape.halfWidth - Self.squeeze))
    path.move(to: tip(grasp, travel))
    path.move(to: tip(target, travel))
    path.move(to: tip(target, z + 0.002))
    path.grip(Self.open)
    path.move(to: tip(target, travel))
    return path.stops
  }

  private func choose(_ scene: Scene, _ random: inout EpisodeRandom) -> Scene.Object? {
    if let fixed = scene.object(spec.object) {
      let fits = fixed.shape.halfWidth < Self.open && scene.reaches(fixed.place, height: 0.02)
      return fits && scene.reaches(fixed.place, height: 0.1) ? fixed : nil
    }
    let free = scene.withinReach.filter { object in
      object.shape.halfWidth < Self.open - 0.003 && scene.room(at: object.place, except: object.shape.name) > 0.045
    }
    return free.isEmpty ? nil : random.pick(free)
  }

  /// Fingers along a face's normal; along anything for round objects.
  private func roll(_ scene: Scene, _ object: Scene.Object, _ tip: SIMD3<Double>, _ wanted: Double) -> Double {
    let isBox = object.shape.shape == .box
    return scene.kinematics.roll(
      fingersAlong: isBox ? object.yaw : wanted, at: tip, symmetry: isBox ? .pi / 2 : .pi)
  }

  private func target(
    _ scene: Scene, _ object: Scene.Object, lift: Double, _ random: inout EpisodeRandom
  ) -> SIMD2<Double>? {
    if let fixed = spec.target.map({ SIMD2($0[0], $0[1]) }) {
      return scene.reaches(fixed, height: 0.02) && scene.reaches(fixed, height: max(0.09, 0.03 + lift)) ? fixed : nil
    }
    var best: (place: SIMD2<Double>, room: Double)?
    for _ in 0..<100 {
      let place = SIMD2(random.uniform(scene.workspace.end.x), random.uniform(scene.workspace.end.y))
      let way = distance(place, object.place)
      guard way > 0.06, way < 0.22, scene.reaches(place, height: 0.02),
        scene.reaches(place, height: max(0.09, 0.03 + lift))
      else { continue }
      let room = scene.room(at: place, except: object.shape.name)
      if room > best?.room ?? -.infinity { best = (place, room) }
      if room > 0.055 { break }
    }
    return best?.place
  }
}
