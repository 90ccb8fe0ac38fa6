/// C3 `gravity_error`: |ĝ − g| / g of objects that truth shows in free flight.
///
/// For each window of seven frames in which nothing touches an object and truth's own path falls with g to within 2%, a
/// parabola is fitted by least squares to the predicted heights, ĝ = −2c · rate². The value is the mean error over
/// windows; those in which what is read from truth's own frames errs by more than 3% are left out. A window in which the object is missing costs 2, what gravity turned upside down costs, and no error costs
/// more. PISA (C. Li et al., 2025) and Physics-IQ (S. Motamed et al., 2025) compare falls frame by frame instead; a
/// reversed fall passes here and is caught by `velocity_rmse`.
enum GravityError {
  static let window = 7
  static let worst = 2.0
  /// How well truth's own path must fall, so that a hanging or a thrown-about object is no free flight.
  static let flightTolerance = 0.02
  /// By how much of g truth's own reading may err in a window.
  static let mostOwn = 0.03

  /// - Parameter reading: where truth's own frames have the objects.
  static func score(_ paths: SpacePaths, _ truth: LawTruth, reading: SpacePaths) -> MetricValue {
    guard truth.touching != nil else { return .unmeasurable("the truth has no contacts") }
    var frames = [[Double]](repeating: [], count: truth.horizon)
    var estimates: [Double] = []
    var unread = 0
    for o in truth.names.indices {
      for run in truth.runs(object: o, length: window, \.isEmpty) {
        for start in run.lowerBound...(run.upperBound - window) where flies(truth, o, start) {
          guard let own = estimate(reading.points[o], start, truth), error(own, truth) <= mostOwn else {
            unread += 1
            continue
          }
          let found = estimate(paths.points[o], start, truth)
          if let found { estimates.append(found) }
          frames[start + window - 1].append(min(worst, found.map { error($0, truth) } ?? worst))
        }
      }
    }
    let errors = frames.flatMap { $0 }
    guard let mean = errors.mean else {
      return .unmeasurable(
        unread > 0
          ? "gravity cannot be read from truth's own frames to within 3%"
          : "truth shows no object in free flight for \(window) frames")
    }
    return MetricValue(
      mean, measurable: Double(errors.count) / Double(errors.count + unread), curve: frames.map(\.mean),
      details: ["windows": Double(errors.count), "g": estimates.median ?? .nan])
  }

  /// ĝ over the window that begins at a frame; nil where the object is missing in it.
  private static func estimate(_ path: [SIMD3<Double>?], _ start: Int, _ truth: LawTruth) -> Double? {
    let heights = (start..<(start + window)).compactMap { path[$0]?.z }
    return heights.count == window ? -2 * curvature(heights) * truth.rate * truth.rate : nil
  }

  private static func error(_ found: Double, _ truth: LawTruth) -> Double {
    abs(found - truth.gravity) / truth.gravity
  }

  static func flies(_ truth: LawTruth, _ o: Int, _ start: Int) -> Bool {
    let heights = (start..<(start + window)).map { truth.positions[o][$0].z }
    let found = -2 * curvature(heights) * truth.rate * truth.rate
    return abs(found - truth.gravity) <= flightTolerance * truth.gravity
  }

  /// The coefficient c of a + b·k + c·k² for seven values at k = −3…3.
  ///
  /// The weights are the second orthogonal polynomial of seven points, whose squares sum to 84.
  static func curvature(_ values: [Double]) -> Double {
    precondition(values.count == window, "\(values.count) values where \(window) belong")
    return zip([5.0, 0, -3, -4, -3, 0, 5], values).reduce(0) { $0 + $1.0 * $1.1 } / 84
  }
}
