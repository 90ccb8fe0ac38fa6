/// Sums over objects and frames.
struct EnsembleTally {
  private var crps: [[Double]]
  private var energy: [[Double]]
  private var covered: [[Double]]
  private var variances: [Double] = []
  private var squares: [Double] = []
  private(set) var count = 0

  init(frames: Int) {
    crps = [[Double]](repeating: [], count: frames)
    (energy, covered) = (crps, crps)
  }

  /// One object at one frame, by sample; nil where the object is missing.
  mutating func add(_ points: [SIMD3<Double>?], truth: SIMD3<Double>, worst: Double, frame t: Int) {
    let found = points.compactMap { $0.map { Self.near(truth, $0, worst) } }
    let missing = points.count - found.count
    count += 1
    var axes = 0.0
    // A missing object errs by `worst` along each axis as little as along their diagonal.
    let most = worst / 3.0.squareRoot()
    for axis in 0..<3 {
      let values = found.map { min(max($0[axis], truth[axis] - most), truth[axis] + most) }
      axes += Self.fair(values, missing, most) {
        abs($0 - $1)
      } to: {
        abs($0 - truth[axis])
      }
      covered[t].append(Self.covers(values, missing, truth[axis]) ? 1 : 0)
    }
    crps[t].append(axes / 3)
    energy[t].append(
      Self.fair(found, missing, worst) {
        ($0 - $1).length
      } to: {
        ($0 - truth).length
      })
    guard missing == 0, found.count >= 2 else { return }
    let n = Double(found.count)
    let mean = found.reduce(.zero, +) / n
    variances.append(found.reduce(0) { $0 + (($1 - mean) * ($1 - mean)).sum() } / (n - 1) * (n + 1) / n)
    squares.append(((mean - truth) * (mean - truth)).sum())
  }

  func values(measurable: Double) -> (MetricValue, MetricValue, MetricValue) {
    guard count > 0 else {
      let none = MetricValue.unmeasurable("truth's own views place no object to within a centimetre")
      return (none, none, none)
    }
    let spread = (variances.mean ?? .nan).squareRoot()
    let skill = (squares.mean ?? .nan).squareRoot()
    let details = ["spread_skill": spread / skill, "spread_m": spread, "mean_error_m": skill]
    return (
      Self.value(crps, measurable, details), Self.value(energy, measurable, details),
      Self.value(covered, measurable, [:])
    )
  }

  private static func value(_ frames: [[Double]], _ share: Double, _ details: [String: Double]) -> MetricValue {
    MetricValue(frames.flatMap { $0 }.mean ?? .nan, measurable: share, curve: frames.map(\.mean), details: details)
  }

  /// A place no further from truth than `worst`: beyond that nothing is worse than missing. Else samples that are far from
  /// each other would make up for being far from truth.
  private static func near(_ truth: SIMD3<Double>, _ point: SIMD3<Double>, _ worst: Double) -> SIMD3<Double> {
    let way = point - truth
    return way.length > worst ? truth + way * (worst / way.length) : point
  }

  /// Mean distance to truth less half the mean distance between two different samples; missing ones give no spread.
  static func fair<Point>(
    _ points: [Point], _ missing: Int, _ worst: Double, between: (Point, Point) -> Double, to: (Point) -> Double
  ) -> Double {
    let n = Double(points.count + missing)
    let error = (points.reduce(0) { $0 + to($1) } + Double(missing) * worst) / n
    var spread = 0.0
    for (i, a) in points.enumerated() { for b in points[(i + 1)...] { spread += between(a, b) } }
    return error - spread / (n * (n - 1))
  }

  /// Whether a value lies between the 10% and 90% quantiles; never where half of the samples are missing.
  static func covers(_ values: [Double], _ missing: Int, _ value: Double) -> Bool {
    guard values.count > missing, let low = weibull(values, 0.1), let high = weibull(values, 0.9) else { return false }
    return value >= low && value <= high
  }

  /// Type 6 of Hyndman and Fan: the place of q among n ordered values is q(n + 1), cut at the ends.
  private static func weibull(_ values: [Double], _ q: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let ordered = values.sorted()
    let place = min(Double(values.count), max(1, q * Double(values.count + 1)))
    let low = Int(place)
    let high = min(values.count, low + 1)
    return ordered[low - 1] + (place - Double(low)) * (ordered[high - 1] - ordered[low - 1])
  }
}
