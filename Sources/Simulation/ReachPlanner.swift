import Episodes
import Foundation

/// Moves the tip to one place after another above the table, sometimes low past an object.
struct ReachPlanner: GoalPlanner {
  let spec: PolicySpec

  func plan(_ scene: Scene, from start: ArmPose, random: inout EpisodeRandom) -> [Waypoint]? {
    let speed = spec.speed ?? random.uniform(0.08...0.20)
    let gripper = random.uniform(0...0.034)
    let roll = random.uniform(-1.3...1.3)
    var path = PathBuilder(from: start, speed: speed)
    if let target = spec.target {
      guard scene.reaches(SIMD2(target[0], target[1]), height: spec.lift ?? 0.08) else { return nil }
      path.move(to: SIMD3(target[0], target[1], spec.lift ?? 0.08), roll: roll, gripper: gripper)
    } else {
      path.move(to: draw(scene, &random), roll: roll, gripper: gripper)
    }
    return path.stops
  }

  private func draw(_ scene: Scene, _ random: inout EpisodeRandom) -> SIMD3<Double> {
    if random.chance(0.2), let object = scene.withinReach.first(where: { _ in random.chance(0.5) }) {
      let angle = random.uniform(-.pi ... .pi)
      let place = object.place + SIMD2(cos(angle), sin(angle)) * (object.shape.radius + random.uniform(0.02...0.04))
      if scene.reaches(place, height: 0.05) { return SIMD3(place.x, place.y, random.uniform(0.04...0.07)) }
    }
    for _ in 0..<100 {
      let place = SIMD2(random.uniform(scene.workspace.tip.x), random.uniform(scene.workspace.tip.y))
      let height = random.uniform(0.04...0.20)
      guard scene.reaches(place, height: height) else { continue }
      // Low only where nothing stands: coming down on an object would press it into the table.
      if height > 0.075 || scene.room(at: place) > 0.05 { return SIMD3(place.x, place.y, height) }
    }
    return SIMD3(0.24, 0, 0.14)
  }
}
