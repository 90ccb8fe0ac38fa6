/// Samples of object positions that spread as they should, or do not: what D2 is tested on.
///
/// Truth is moved from each true position by a normal draw of σ `CorruptionStrength.spread` along each axis, and so are the
/// eight samples of `calibrated`: truth is one of nine alike, which is what these scores ask for (T. Gneiting, A. Raftery,
/// 2007). Every object, frame and axis has draws of its own.
public enum EnsembleCheck: String, Codable, CaseIterable, Sendable {
  /// Truth eight times.
  case truth
  case calibrated
  /// One of the samples eight times: certainty without a reason.
  case identicalCopies = "identical_copies"
  /// Draws from anywhere within half a metre: spread without knowledge.
  case uniformNoise = "uniform_noise"

  /// Those that the scores must rank below `calibrated`.
  static let corruptions: [EnsembleCheck] = [.identicalCopies, .uniformNoise]
  static let metrics: [MetricName] = [.crps, .energyScore, .coverage80]
  static let samples = 8

  /// D2's scores of the samples, over the objects and frames that truth can place; nil where there are none.
  func scores(_ objects: ObjectTruth) -> [MetricName: MetricValue]? {
    var tally = EnsembleTally(frames: objects.horizon)
    for o in objects.objectIndices {
      for t in 0..<objects.horizon where objects.isPlaced[o][t] {
        let cameras = objects.cameras(object: o, frame: t)
        let place = t * objects.objectIndices.count + o
        let truth = objects.position(o, t) + Self.draw(place, 0)
        let points = (1...Self.samples).map { sample(objects.position(o, t), truth, place, $0) }
        let worst = objects.worstDistance(object: o, frame: t, cameras: cameras)
        tally.add(points, truth: truth, worst: worst, frame: t)
      }
    }
    guard tally.count > 0 else { return nil }
    let (crps, energy, coverage) = tally.values(measurable: 1)
    return [.crps: crps, .energyScore: energy, .coverage80: coverage]
  }

  private func sample(_ at: SIMD3<Double>, _ truth: SIMD3<Double>, _ place: Int, _ s: Int) -> SIMD3<Double> {
    switch self {
    case .truth: truth
    case .calibrated: at + Self.draw(place, s)
    case .identicalCopies: at + Self.draw(place, 1)
    case .uniformNoise: at + (2 * Self.shares(place, s, 0) - 1) * CorruptionStrength.uniform
    }
  }

  /// Normal enough: the sum of four uniform draws has mean 2 and variance 1/3.
  private static func draw(_ place: Int, _ s: Int) -> SIMD3<Double> {
    let sum = (1...4).reduce(SIMD3<Double>.zero) { $0 + shares(place, s, $1) }
    return (sum - 2) * 3.0.squareRoot() * CorruptionStrength.spread
  }

  /// Three numbers in 0..<1 that depend on their place alone.
  private static func shares(_ place: Int, _ s: Int, _ stream: UInt64) -> SIMD3<Double> {
    let random = CounterRandom(seed: CorruptionStrength.seed &+ 200 &+ stream)
    let first = UInt64(3 * (place * (samples + 1) + s))
    let scale = 1.0 / Double(1 << 53)
    return SIMD3(
      Double(random.bits(first) >> 11), Double(random.bits(first + 1) >> 11), Double(random.bits(first + 2) >> 11))
      * scale
  }
}
