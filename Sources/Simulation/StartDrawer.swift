import Diagnostics
import Episodes

/// Draws an episode's start from a world's ranges.
///
/// Each thing has a stream of random numbers of its own and each quantity its turn in it, so that fixing one, or adding
/// another, leaves the rest as it was.
struct StartDrawer {
  let world: World
  let ranges: StartRanges
  let seed: UInt64

  private static let tries = 100

  /// - Throws: a `UserError` where `placement` names a range that the world does not have.
  func draw(_ placement: InitialPlacement) throws -> DrawnStart {
    var choice = stream(0)
    let cases = try ranges.cases(placement.range)
    var chosen = cases[choice.index(cases.count)]
    for name in (placement.objects ?? [:]).keys where chosen[name] == nil { chosen[name] = [:] }
    var start = DrawnStart(things: [], absent: [], joints: placement.joints ?? joints())
    let wanted = ranges.things(chosen)
    for (index, thing) in ranges.things.enumerated() {
      var random = stream(2 + UInt64(index))
      let (chance, share) = (random.unit(), random.unit())
      guard let thing = wanted.first(where: { $0.name == thing.name }),
        chance < thing.draws[.presence]?.value(at: share) ?? 1 || placement.objects?[thing.name] != nil,
        let drawn = draw(thing, among: start.things, &random)
      else {
        start.absent.append(thing.body)
        continue
      }
      start.things.append(fixed(drawn, placement.objects?[thing.name]))
    }
    return start
  }

  /// Part 0 chooses the case, part 1 the joints, the others belong to a thing each.
  private func stream(_ part: UInt64) -> EpisodeRandom {
    EpisodeRandom(seed: seed, stream: EpisodeRandom.Stream.placement.rawValue << 32 | part)
  }

  private func joints() -> [Double] {
    var random = stream(1)
    return world.actuators.map { actuator in
      let share = random.unit()
      return ranges.joints[actuator.name]?.value(at: share) ?? (actuator.lower + actuator.upper) / 2
    }
  }

  /// The first of many draws that stands clear of the others, or the roomiest; nil where what it stands on is absent.
  private func draw(
    _ thing: StartRanges.Thing, among others: [DrawnStart.Thing], _ random: inout EpisodeRandom
  ) -> DrawnStart.Thing? {
    let base = others.first { $0.body.name == thing.base }
    guard thing.base == nil || base != nil else { return nil }
    guard let apart = ranges.apart, thing.base == nil, thing.body.mobility != .hinged else {
      return drawOnce(thing, base, &random)
    }
    var best: (thing: DrawnStart.Thing, room: Double)?
    for _ in 0..<Self.tries {
      let candidate = drawOnce(thing, base, &random)
      let room: Double = others.map { self.room(candidate, $0) }.min() ?? .infinity
      if best == nil || room > best?.room ?? 0 { best = (candidate, room) }
      if room >= apart { break }
    }
    return best?.thing
  }

  private func room(_ a: DrawnStart.Thing, _ b: DrawnStart.Thing) -> Double {
    distance(SIMD2(a.place.x, a.place.y), SIMD2(b.place.x, b.place.y)) - a.body.radius * a.size - b.body.radius * b.size
  }

  private func drawOnce(
    _ thing: StartRanges.Thing, _ base: DrawnStart.Thing?, _ random: inout EpisodeRandom
  ) -> DrawnStart.Thing {
    var shares: [StartRanges.Quantity: Double] = [:]
    for quantity in StartRanges.Quantity.allCases { shares[quantity] = random.unit() }
    let value = { (quantity: StartRanges.Quantity) in thing.draws[quantity]?.value(at: shares[quantity] ?? 0) }
    let degrees = { (quantity: StartRanges.Quantity) in (value(quantity) ?? 0) * .pi / 180 }
    let (body, size) = (thing.body, value(.size) ?? 1)
    let frame = base?.rotation ?? .none
    let resting = body.mobility == .hinged ? body.place.z : -body.bottom * size
    let usual = base == nil ? body.place : .zero
    let local = SIMD3(value(.x) ?? usual.x, value(.y) ?? usual.y, (value(.z) ?? resting) + (base?.top ?? 0))
    let turn = Rotation.turn(degrees: value(.turn) ?? 0)
    let tiltAxis = turn * SIMD3(0, degrees(.tiltRate), 0)
    return DrawnStart.Thing(
      body: body, place: (base?.place ?? .zero) + frame * local,
      rotation: frame * turn * Rotation.tilt(degrees: value(.tilt) ?? 0) * body.rotation,
      velocity: frame * SIMD3(value(.vx) ?? 0, value(.vy) ?? 0, value(.vz) ?? 0),
      spin: frame * (SIMD3(0, 0, degrees(.turnRate)) + tiltAxis), size: size, angle: degrees(.angle),
      angleRate: degrees(.angleRate))
  }

  /// What the user fixed of a place; its draws were made all the same.
  private func fixed(_ thing: DrawnStart.Thing, _ place: InitialPlacement.ObjectPlace?) -> DrawnStart.Thing {
    guard let place else { return thing }
    var thing = thing
    thing.place = SIMD3(place.x, place.y, place.z ?? -thing.body.bottom * thing.size)
    if let yaw = place.yaw { thing.rotation = Rotation.turn(degrees: yaw) * thing.body.rotation }
    let velocity = place.velocity ?? [0, 0, 0]
    (thing.velocity, thing.spin) = (SIMD3(velocity[0], velocity[1], velocity[2]), .zero)
    return thing
  }
}
