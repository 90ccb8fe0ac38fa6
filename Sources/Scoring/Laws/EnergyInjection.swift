/// C3 `energy_injection`: energy that objects gain out of nothing, as a share of what they had.
///
/// A stretch is a run of five frames or more in which nothing that moves touches the object (supports do no work) and
/// truth moves it by more than 3 cm. Per kilogram, E = g·h + ½v² halfway between two frames, with the slope of the path
/// as v; one interval across a bounce averages the velocities before and after it, so dips of up to two intervals are
/// filled (a closing over three). The value is the mean over stretches of max over t of (E_t − min over u < t of E_u) /
/// E₀, less what truth gains through the same readout, at least 0; E₀ is truth's energy at the stretch's start, at least
/// that of a 1 cm fall. An object that is missing in half of a stretch, or moves less than a quarter of truth's way, has
/// the worst value: a frozen picture conserves energy only because nothing happens in it. The curve is the mean of E_t / E₀
/// over the stretches that a frame belongs to: flat where energy is conserved, falling where a bounce or friction takes it.
enum EnergyInjection {
  static let worst = 10.0
  static let leastFrames = 5
  static let leastFall = 0.01
  static let leastShare = 0.25

  static func score(_ paths: SpacePaths, truth: LawTruth, reading: SpacePaths) -> MetricValue {
    guard truth.touching != nil else { return .unmeasurable("the truth has no contacts") }
    var gains: [Double] = []
    var allowances: [Double] = []
    var still = 0
    var course = [[Double]](repeating: [], count: truth.positions.first?.count ?? 0)
    for o in truth.names.indices {
      for run in truth.runs(object: o, length: leastFrames, { $0.isDisjoint(with: truth.movers) }) {
        let real = run.map { Optional(truth.positions[o][$0]) }
        guard farthest(real) > ObjectTruth.leastMove else { continue }
        let start = max(energies(real, truth).first ?? 0, truth.gravity * leastFall)
        let allowance = injection(Array(reading.points[o][run]), truth) / start
        let seen = Array(paths.points[o][run])
        for (i, t) in run.enumerated().dropLast() {
          if let a = seen[i], let b = seen[i + 1] { course[t].append(energy(a, b, truth) / start) }
        }
        let isStill = travel(seen) < leastShare * travel(real)
        if 2 * seen.lazy.filter({ $0 != nil }).count < run.count || isStill {
          gains.append(worst)
          still += isStill ? 1 : 0
        } else {
          gains.append(min(worst, max(0, injection(seen, truth) / start - allowance)))
        }
        allowances.append(allowance)
      }
    }
    guard let mean = gains.mean else { return .unmeasurable("truth moves no object that nothing pushes") }
    return MetricValue(
      mean, note: still > 0 ? "nothing moves in \(still) of \(gains.count) stretches" : nil,
      curve: course.map(\.mean),
      details: [
        "stretches": Double(gains.count), "most": gains.max() ?? .nan, "allowance": allowances.mean ?? .nan,
      ])
  }

  /// The largest rise of the energy above an earlier value, J/kg.
  static func injection(_ path: [SIMD3<Double>?], _ truth: LawTruth) -> Double {
    var least = Double.infinity
    var most = 0.0
    for energy in closed(energies(path, truth)) {
      most = max(most, energy - min(least, energy))
      least = min(least, energy)
    }
    return most
  }

  /// J/kg between every two neighbouring frames that are both known.
  private static func energies(_ path: [SIMD3<Double>?], _ truth: LawTruth) -> [Double] {
    zip(path, path.dropFirst()).compactMap { a, b in
      guard let a, let b else { return nil }
      return energy(a, b, truth)
    }
  }

  static func energy(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ truth: LawTruth) -> Double {
    let v = (b - a) * truth.rate
    return truth.gravity * ((a.z + b.z) / 2 - truth.ground) + (v * v).sum() / 2
  }

  /// The greatest of three neighbours, then the least of three of those: fills dips of one or two, keeps trends.
  private static func closed(_ values: [Double]) -> [Double] {
    func over(_ values: [Double], _ pick: (Double, Double) -> Double) -> [Double] {
      values.indices.map { i in
        values[max(0, i - 1)...min(values.count - 1, i + 1)].dropFirst().reduce(values[max(0, i - 1)], pick)
      }
    }
    return over(over(values, { max($0, $1) }), { min($0, $1) })
  }

  static func farthest(_ path: [SIMD3<Double>?]) -> Double {
    guard let first = path.compactMap({ $0 }).first else { return 0 }
    return path.map { $0.map { ($0 - first).length } ?? 0 }.max() ?? 0
  }

  private static func travel(_ path: [SIMD3<Double>?]) -> Double {
    let known = path.compactMap { $0 }
    return zip(known, known.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
  }
}
