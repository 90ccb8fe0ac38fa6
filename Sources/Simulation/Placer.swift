import Diagnostics
import Episodes
import Foundation

/// Puts arm and objects where an episode starts.
struct Placer {
  let world: World
  let kinematics: ArmKinematics?
  let workspace = Workspace()
  /// Simulated before frame 0, so that nothing is still falling there.
  static let settleTime = 0.2
  /// Metres that things may begin inside each other: what rests on something is a fraction of a millimetre in it.
  private static let mostOverlap = 0.005

  /// Every draw is made whether or not `placement` fixes its outcome, so that fixing one part leaves the others alone.
  func place(
    _ state: SimulationState, _ placement: InitialPlacement, seed: UInt64, perturbation: Perturbation? = nil
  ) throws {
    var random = EpisodeRandom(seed: seed, stream: .placement)
    // Some episodes lack an object within reach, some start low beside one.
    let aside = random.chance(0.06) ? random.index(max(1, world.objects.count)) : -1
    let startsLow = random.chance(0.06)
    let places = objectPlaces(placement, aside: aside, &random)
    // Without an arm there is no workspace to scatter things in, and what hangs on a hinge cannot go anywhere: they stay
    // as the world file draws them.
    for (object, place) in zip(world.objects, places)
    where !object.isHinged && (kinematics != nil || isFixed(object, placement)) {
      state.setPose(of: object, pose(object, place))
    }
    if let kinematics {
      let drawn = armTargets(kinematics, places, low: startsLow, &random)
      state.setJoints(try fixedTargets(kinematics, placement) ?? drawn)
    } else if let joints = placement.joints {
      state.setJoints(joints)
    }
    try refuseOverlaps(state, placement)
    perturbation?.movePlaces(state)
    for _ in 0..<Int((Self.settleTime / state.timestep).rounded()) { state.step() }
    try state.checkStability()
    for (object, place) in zip(world.objects, places) where isFixed(object, placement) && place.isReleased {
      state.setPose(of: object, pose(object, place), velocity: place.velocity ?? [0, 0, 0])
    }
    state.refresh()
  }

  /// What is put into something else flies apart, and no model can know how.
  private func refuseOverlaps(_ state: SimulationState, _ placement: InitialPlacement) throws {
    for object in world.objects where isFixed(object, placement) {
      guard let overlap = state.deepestOverlap(of: object), overlap.depth > Self.mostOverlap else { continue }
      throw UserError(
        "is put \(Int((overlap.depth * 1000).rounded())) mm into \(overlap.other)", at: "objects.\(object.name)",
        fix: "Move one of them")
    }
  }

  private func isFixed(_ object: FreeObject, _ placement: InitialPlacement) -> Bool {
    placement.objects?[object.name] != nil
  }

  private func fixedTargets(_ kinematics: ArmKinematics, _ placement: InitialPlacement) throws -> [Double]? {
    if let joints = placement.joints { return joints }
    guard let tip = placement.tip else { return nil }
    return kinematics.nearestTargets(ArmPose(tip: SIMD3(tip[0], tip[1], tip[2]), roll: 0, gripper: 0.01))
  }

  private func objectPlaces(
    _ placement: InitialPlacement, aside: Int, _ random: inout EpisodeRandom
  ) -> [InitialPlacement.ObjectPlace] {
    var taken = (placement.objects ?? [:]).values.map { SIMD2($0.x, $0.y) }
    return world.objects.enumerated().map { index, object in
      let yaw = random.uniform(-180...180)
      var spot = freeSpot(taken, &random)
      if index == aside {
        spot = SIMD2(random.uniform(0.44...0.50), random.pick([-1, 1]) * random.uniform(0.24...0.34))
      }
      if var fixed = placement.objects?[object.name] {
        fixed.yaw = fixed.yaw ?? yaw
        return fixed
      }
      taken.append(spot)
      return InitialPlacement.ObjectPlace(x: spot.x, y: spot.y, yaw: yaw)
    }
  }

  /// The start that a world's own ranges gave: nothing settles, because things may hang in the air or move at frame 0.
  func place(
    _ state: SimulationState, _ start: DrawnStart, _ placement: InitialPlacement, perturbation: Perturbation?
  ) throws {
    state.setJoints(start.joints)
    state.place(start)
    try refuseOverlaps(state, placement)
    perturbation?.movePlaces(state)
    state.refresh()
    try state.checkStability()
  }

  /// A place at least `spacing` from the others; the roomiest of the tries where none is.
  private func freeSpot(_ taken: [SIMD2<Double>], _ random: inout EpisodeRandom) -> SIMD2<Double> {
    var best = (spot: SIMD2<Double>.zero, room: -1.0)
    for _ in 0..<64 {
      let spot = SIMD2(random.uniform(workspace.start.x), random.uniform(workspace.start.y))
      let room = taken.map { distance($0, spot) }.min() ?? .infinity
      if room > best.room { best = (spot, room) }
      if room >= workspace.spacing { break }
    }
    return best.spot
  }

  private func pose(_ object: FreeObject, _ place: InitialPlacement.ObjectPlace) -> [Double] {
    let half = (place.yaw ?? 0) * .pi / 360
    return [place.x, place.y, place.z ?? object.restHeight, cos(half), 0, 0, sin(half)]
  }

  private func armTargets(
    _ kinematics: ArmKinematics, _ places: [InitialPlacement.ObjectPlace], low: Bool, _ random: inout EpisodeRandom
  ) -> [Double] {
    let fallback = ArmPose(tip: SIMD3(0.22, 0, 0.14), roll: 0, gripper: 0.01)
    for _ in 0..<200 {
      let tip = SIMD3(
        random.uniform(0.15...0.36), random.uniform(-0.2...0.2),
        low ? random.uniform(0.02...0.05) : random.uniform(0.06...0.20))
      let pose = ArmPose(tip: tip, roll: random.uniform(-1.2...1.2), gripper: random.uniform(0...0.034))
      let gap = places.map { distance(SIMD2($0.x, $0.y), SIMD2(tip.x, tip.y)) }.min() ?? .infinity
      // Open fingers reach 5 cm to the side; objects are 6 cm high.
      guard tip.z > 0.085 || gap > 0.09, !low || gap < 0.14, let targets = kinematics.targets(pose) else { continue }
      return targets
    }
    return kinematics.nearestTargets(fallback)
  }
}

func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { ((a - b) * (a - b)).sum().squareRoot() }
func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { ((a - b) * (a - b)).sum().squareRoot() }
