/// C3 `momentum_error`: |ΔΣmv| / Σm|v| over collisions of two objects that nothing else disturbs.
///
/// A collision is a contact of two objects of known mass, at most four frames long, with no other mover at either within
/// a span before and after. Velocities are differences over the span, just before and just after, in the plane (gravity
/// and supports act along the vertical); Σm|v| is the larger of the two sums. The span is the longest of four, three and
/// two frames over which truth's own paths lose no more than a tenth to friction; collisions without one, and those in
/// which what is read from truth's frames errs by more than that, are left out. Missing objects, and collisions in which the prediction
/// moves with less than a quarter of truth's Σm|v|, have the worst value, 2: all momentum turned round.
enum MomentumError {
  static let worst = 2.0
  static let longest = 4
  static let friction = 0.1
  static let spans = [4, 3, 2]
  static let leastShare = 0.25

  /// - Parameter reading: where truth's own frames have the objects.
  static func score(_ paths: SpacePaths, _ truth: LawTruth, reading: SpacePaths) -> MetricValue {
    guard let touching = truth.touching else { return .unmeasurable("the truth has no contacts") }
    guard truth.masses.contains(where: { $0 != nil }) else {
      return .unmeasurable("the masses of the objects are not known")
    }
    var errors: [Double] = []
    var unread = 0
    for each in collisions(truth, touching) {
      guard let read = momentum(each.collision, reading.points, truth.rate), read.error <= friction else {
        unread += 1
        continue
      }
      let wanted = each.momentum
      let found = momentum(each.collision, paths.points, truth.rate)
      guard let found, found.sum >= leastShare * wanted.sum else {
        errors.append(worst)
        continue
      }
      errors.append(min(worst, found.error))
    }
    guard let mean = errors.mean else {
      return .unmeasurable(
        unread > 0
          ? "momentum cannot be read from truth's own frames to within a tenth"
          : "truth has no isolated collision of two objects")
    }
    return MetricValue(
      mean, measurable: Double(errors.count) / Double(errors.count + unread),
      details: ["collisions": Double(errors.count), "most": errors.max() ?? .nan])
  }

  private struct Collision {
    let bodies: [(object: Int, mass: Double)]
    /// Predicted frames: the last before the contact, the first after it.
    let before, after: Int
    /// Frames over which velocities are taken.
    let span: Int
  }

  /// Isolated collisions with truth's own change and sum of momentum.
  private static func collisions(
    _ truth: LawTruth, _ touching: [[Set<String>]]
  ) -> [(collision: Collision, momentum: (error: Double, sum: Double))] {
    let real = truth.positions.map { $0.map { Optional($0) } }
    var all: [(collision: Collision, momentum: (error: Double, sum: Double))] = []
    for a in truth.names.indices {
      for b in truth.names.indices where b > a {
        guard let ma = truth.masses[a], let mb = truth.masses[b] else { continue }
        let pair = [(object: a, mass: ma), (object: b, mass: mb)]
        var t = 0
        while t < truth.horizon {
          guard touching[a][t].contains(truth.names[b]) else {
            t += 1
            continue
          }
          let first = t
          while t < truth.horizon, touching[a][t].contains(truth.names[b]) { t += 1 }
          guard t - first <= longest else { continue }
          let found = spans.lazy.compactMap { span -> (collision: Collision, momentum: (error: Double, sum: Double))? in
            let each = Collision(bodies: pair, before: first - 1, after: t - 1, span: span)
            guard isIsolated(each, truth, touching), let own = momentum(each, real, truth.rate), own.error <= friction
            else { return nil }
            return (each, own)
          }.first
          if let found { all.append(found) }
        }
      }
    }
    return all
  }

  private static func isIsolated(_ each: Collision, _ truth: LawTruth, _ touching: [[Set<String>]]) -> Bool {
    guard each.before >= each.span, each.after + each.span < truth.horizon else { return false }
    let pair = Set(each.bodies.map { truth.names[$0.object] })
    return each.bodies.allSatisfy { body in
      ((each.before - each.span)...(each.after + each.span)).allSatisfy { t in
        truth.isMeasurable[body.object][t]
          && touching[body.object][t].intersection(truth.movers).isSubset(of: pair)
      }
    }
  }

  /// Nil where a position is missing.
  private static func momentum(
    _ each: Collision, _ points: [[SIMD3<Double>?]], _ rate: Double
  ) -> (error: Double, sum: Double)? {
    var change = SIMD2<Double>.zero
    var before = 0.0
    var after = 0.0
    for body in each.bodies {
      let path = points[body.object]
      guard let a = path[each.before - each.span], let b = path[each.before], let c = path[each.after],
        let d = path[each.after + each.span]
      else { return nil }
      let v = SIMD2(b.x - a.x, b.y - a.y) * (rate / Double(each.span))
      let w = SIMD2(d.x - c.x, d.y - c.y) * (rate / Double(each.span))
      change += body.mass * (w - v)
      before += body.mass * v.length
      after += body.mass * w.length
    }
    let sum = max(before, after)
    return sum > 0 ? (change.length / sum, sum) : (0, 0)
  }
}
