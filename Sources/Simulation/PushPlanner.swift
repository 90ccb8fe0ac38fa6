import Episodes
import Foundation

/// Comes down behind an object with closed fingers, pushes it in a straight line, and goes up again.
struct PushPlanner: GoalPlanner {
  let spec: PolicySpec

  /// Half the closed fingers' width with room to come down beside the object, metres.
  private static let clearance = 0.024
  /// Half the closed fingers' width, metres.
  private static let fingers = 0.012

  private struct Push {
    var object: Scene.Object
    /// Unit vector.
    var direction: SIMD2<Double>
    /// How far the object goes, metres.
    var length: Double
    /// The tool's line lies this far beside the object's centre, metres.
    var offset: Double

    private var side: SIMD2<Double> { SIMD2(-direction.y, direction.x) * offset }
    var start: SIMD2<Double> { object.place + side - direction * (object.shape.radius + PushPlanner.clearance) }
    var end: SIMD2<Double> { object.place + side + direction * (length - object.shape.halfWidth - PushPlanner.fingers) }
  }

  func plan(_ scene: Scene, from start: ArmPose, random: inout EpisodeRandom) -> [Waypoint]? {
    let speed = spec.speed ?? random.uniform(0.11...0.20)
    let height = random.uniform(0.015...0.025)
    let travel = random.uniform(0.09...0.13)
    guard let push = choose(scene, height: height, &random) else { return nil }
    let roll = start.roll + random.uniform(-0.4...0.4)
    var path = PathBuilder(from: start, speed: speed)
    let lift = { (place: SIMD2<Double>, z: Double) in SIMD3(place.x, place.y, z) }
    // Up first where the way would sweep low over the table.
    if start.tip.z < travel - 0.01 { path.move(to: SIMD3(start.tip.x, start.tip.y, travel), gripper: 0) }
    path.move(to: lift(push.start, travel), roll: min(max(roll, -1.2), 1.2), gripper: 0, slower: 1.3)
    path.move(to: lift(push.start, height))
    path.move(to: lift(push.end, height))
    path.move(to: lift(push.end - push.direction * 0.012, travel))
    return path.stops
  }

  private func choose(_ scene: Scene, height: Double, _ random: inout EpisodeRandom) -> Push? {
    let candidates = scene.object(spec.object).map { [$0] } ?? scene.withinReach
    guard !candidates.isEmpty else { return nil }
    var best: (push: Push, room: Double)?
    for attempt in 0..<200 {
      let push = draw(scene, random.pick(candidates), &random)
      guard scene.reaches(push.start, height: height), scene.reaches(push.end, height: height) else { continue }
      let end = push.object.place + push.direction * push.length
      // What the user fixed is done even where it ends outside; drawn pushes stay on the table's middle.
      let isFixed = spec.direction != nil || spec.target != nil || spec.into != nil
      guard isFixed || scene.workspace.holds(SIMD3(end.x, end.y, 0)) else { continue }
      let room = room(scene, push)
      if room > best?.room ?? -.infinity { best = (push, room) }
      // Coming down must not land on a neighbour.
      if room > 0.022 || (isFixed && attempt > 40) { break }
    }
    return best?.push
  }

  /// How far the tool stays from what it must not touch: neighbours on its way down, and everything in a miss.
  private func room(_ scene: Scene, _ push: Push) -> Double {
    guard spec.miss == true else { return scene.room(at: push.start, except: push.object.shape.name) }
    let way = (0...10).map { push.start + (push.end - push.start) * Double($0) / 10 }
    return way.map { scene.room(at: $0) }.min() ?? 0
  }

  private func draw(_ scene: Scene, _ object: Scene.Object, _ random: inout EpisodeRandom) -> Push {
    let angle = spec.direction.map { $0 * .pi / 180 } ?? random.uniform(-.pi ... .pi)
    var direction = SIMD2(cos(angle), sin(angle))
    var length = spec.distance ?? random.uniform(0.08...0.18)
    if let target = spec.target {
      let way = SIMD2(target[0], target[1]) - object.place
      length = max(0.01, distance(way, .zero))
      direction = way / length
    } else if let into = scene.object(spec.into) {
      let way = into.place - object.place
      let gap = max(0.01, distance(way, .zero))
      direction = way / gap
      // Past the first touch, so that the other object visibly moves.
      length = spec.distance ?? gap - into.shape.halfWidth - object.shape.halfWidth + random.uniform(0.04...0.07)
    }
    let aside = object.shape.radius + random.uniform(0.025...0.04)
    let sideways = random.pick([-1.0, 1.0]) * aside
    let scatter = random.uniform(-0.3...0.3) * object.shape.halfWidth
    let offset = spec.miss == true ? sideways : spec.object == nil ? scatter : 0
    return Push(object: object, direction: direction, length: length, offset: offset)
  }
}
