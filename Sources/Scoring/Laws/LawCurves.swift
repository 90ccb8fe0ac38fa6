/// What the scores on gravity and energy look at, over time: to be drawn beside each other.
public struct LawCurve: Sendable, Equatable, Codable {
  public enum Quantity: String, Sendable, Codable, CaseIterable {
    /// Of an object's centre over the support, metres, where it flies freely.
    case height
    /// g·h + ½v², J/kg, where nothing that moves touches it.
    case energy
  }

  public enum Source: String, Sendable, Codable {
    case truth, predicted
    /// The parabola of least squares through a predicted flight.
    case fit
  }

  public var object: String
  public var quantity: Quantity
  public var source: Source
  /// One a predicted frame; nil where there is none.
  public var values: [Double?]

  public init(object: String, quantity: Quantity, source: Source, values: [Double?]) {
    (self.object, self.quantity, self.source, self.values) = (object, quantity, source, values)
  }
}

extension Scorer {
  /// Heights of flights with the parabolas fitted to them, and energies of what moves by itself, in truth and in a
  /// prediction. Empty where truth knows no contacts, or shows neither.
  public func lawCurves(_ reading: Reading) -> [LawCurve] {
    let paths = SpacePaths(reading, objects)
    return laws.names.indices.flatMap { o in
      LawCurves(laws, object: o, predicted: paths.points[o]).all
    }
  }
}

/// The curves of one object.
private struct LawCurves {
  private let truth: LawTruth
  private let o: Int
  private let predicted: [SIMD3<Double>?]

  init(_ truth: LawTruth, object: Int, predicted: [SIMD3<Double>?]) {
    (self.truth, o, self.predicted) = (truth, object, predicted)
  }

  var all: [LawCurve] { heights + energies }

  private var heights: [LawCurve] {
    let flights = truth.runs(object: o, length: GravityError.window, \.isEmpty).filter { run in
      (run.lowerBound...(run.upperBound - GravityError.window)).contains { GravityError.flies(truth, o, $0) }
    }
    guard !flights.isEmpty else { return [] }
    var fit = [Double?](repeating: nil, count: truth.horizon)
    for flight in flights {
      let known = flight.compactMap { t in predicted[t].map { (Double(t), $0.z - truth.ground) } }
      guard let parabola = Parabola(known) else { continue }
      for t in flight { fit[t] = parabola.value(at: Double(t)) }
    }
    return [
      curve(.height, .truth, truth.positions[o].map { $0.z - truth.ground }),
      curve(.height, .predicted, predicted.map { $0.map { $0.z - truth.ground } }), curve(.height, .fit, fit),
    ]
  }

  private var energies: [LawCurve] {
    let stretches = truth.runs(object: o, length: EnergyInjection.leastFrames) { $0.isDisjoint(with: truth.movers) }
      .filter { EnergyInjection.farthest($0.map { t in Optional(truth.positions[o][t]) }) > ObjectTruth.leastMove }
    guard !stretches.isEmpty else { return [] }
    func energies(_ path: [SIMD3<Double>?]) -> [Double?] {
      var values = [Double?](repeating: nil, count: truth.horizon)
      for t in stretches.joined() where t + 1 < path.count {
        if let a = path[t], let b = path[t + 1] { values[t] = EnergyInjection.energy(a, b, truth) }
      }
      return values
    }
    return [
      curve(.energy, .truth, energies(truth.positions[o].map { $0 })),
      curve(.energy, .predicted, energies(predicted)),
    ]
  }

  private func curve(_ quantity: LawCurve.Quantity, _ source: LawCurve.Source, _ values: [Double?]) -> LawCurve {
    LawCurve(object: truth.names[o], quantity: quantity, source: source, values: values)
  }
}

/// a + b·u + c·u² with u counted from the points' middle.
struct Parabola {
  private let middle: Double
  private let a, b, c: Double

  /// Of least squares; nil for fewer than three different places.
  init?(_ points: [(x: Double, y: Double)]) {
    guard Set(points.map(\.x)).count >= 3 else { return nil }
    let n = Double(points.count)
    middle = points.reduce(0) { $0 + $1.x } / n
    var (s2, s3, s4, y0, y1, y2) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, y) in points {
      let u = x - middle
      (s2, s3, s4) = (s2 + u * u, s3 + u * u * u, s4 + u * u * u * u)
      (y0, y1, y2) = (y0 + y, y1 + u * y, y2 + u * u * y)
    }
    // The normal equations with the sum of u gone: b by c, a by c, and what is left for c.
    let spread = s4 - s2 * s2 / n - s3 * s3 / s2
    c = (y2 - s2 * y0 / n - s3 * y1 / s2) / spread
    b = (y1 - c * s3) / s2
    a = (y0 - c * s2) / n
  }

  func value(at x: Double) -> Double {
    let u = x - middle
    return a + u * (b + c * u)
  }
}
