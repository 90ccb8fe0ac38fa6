/// D2 `crps`, `energy_score`, `coverage_80`, `best_of_8`: whether several samples spread as wide as they err.
///
/// All but the last score triangulated object positions, over objects and frames that truth's own reading places,
/// with S ≥ 4 samples x_s and truth y:
/// * fair CRPS per axis, metres: Σ|x_s − y| / S − ΣΣ|x_s − x_u| / 2S(S − 1), mean over the axes
/// * energy score, metres: the same with Euclidean norms of positions
/// * coverage: the share of axes on which y lies between the samples' 10% and 90% quantiles (Weibull's, so that eight
///   samples span their range; 7 in 9 of exchangeable samples then cover)
/// * best of eight: the largest `foreground_skill` of the first eight samples
///
/// A sample in which the object is missing errs by ℓ at its true distance and adds no spread. C. Ferro, Fair scores for
/// ensemble forecasts, 2014; T. Gneiting, A. Raftery, 2007.
public struct EnsembleScore: Sendable {
  public let crps: MetricValue
  public let energy: MetricValue
  public let coverage: MetricValue
  public let bestOf8: MetricValue

  public static let leastSamples = 4

  /// Throws a `UserError` where a sample does not fit the truth.
  public init(_ scorer: Scorer, samples: [Prediction]) throws {
    let best = try Self.best(scorer, samples)
    try self.init(scorer, count: samples.count, best: best) {
      try samples.map { SpacePaths(try scorer.reading($0), scorer.objects) }
    }
  }

  /// Of one prediction several times over: what certainty costs. Has no `best_of_8`.
  public init(_ scorer: Scorer, copies: Int, of prediction: Prediction) throws {
    try self.init(scorer, count: copies, best: .unmeasurable("all samples are the same")) {
      [SpacePaths](repeating: SpacePaths(try scorer.reading(prediction), scorer.objects), count: copies)
    }
  }

  private init(_ scorer: Scorer, count: Int, best: MetricValue, _ read: () throws -> [SpacePaths]) rethrows {
    bestOf8 = best
    let objects = scorer.objects
    let few = count < Self.leastSamples ? "\(count) samples; at least four are needed" : nil
    if let reason = objects.obstacle(needsSpace: true) ?? few {
      let none = MetricValue.unmeasurable(reason)
      (crps, energy, coverage) = (none, none, none)
      return
    }
    let paths = try read()
    var tally = EnsembleTally(frames: objects.horizon)
    for o in objects.objectIndices {
      for t in 0..<objects.horizon where objects.isPlaced[o][t] {
        let cameras = objects.cameras(object: o, frame: t)
        let worst = objects.worstDistance(object: o, frame: t, cameras: cameras)
        tally.add(paths.map { $0.points[o][t] }, truth: objects.position(o, t), worst: worst, frame: t)
      }
    }
    let share = Double(tally.count) / Double(max(1, objects.objectIndices.count * objects.horizon))
    (crps, energy, coverage) = tally.values(measurable: share)
  }

  /// Under the names that JSON and SQLite use.
  public var metrics: [MetricName: MetricValue] {
    [.crps: crps, .energyScore: energy, .coverage80: coverage, .bestOf8: bestOf8]
  }

  private static func best(_ scorer: Scorer, _ samples: [Prediction]) throws -> MetricValue {
    guard samples.count >= 8 else { return .unmeasurable("\(samples.count) samples; eight are needed") }
    let skills = try samples.prefix(8).map(scorer.foregroundSkill)
    guard let best = skills.compactMap(\.value).max() else {
      return .unmeasurable(skills.compactMap(\.note).first ?? "the skill cannot be measured")
    }
    return MetricValue(best, details: ["mean": skills.compactMap(\.value).mean ?? .nan])
  }
}
