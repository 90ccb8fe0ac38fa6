/// The scores that stand beside every prediction of an episode; made once for all of them.
public struct ScoreReferences: Sendable {
  /// Truth scored as if it were the prediction.
  public var truth: [MetricName: MetricValue]
  public var baselines: [Baseline: [MetricName: MetricValue]]
  /// Nil without one.
  public var secondTake: [MetricName: MetricValue]?
  /// Truth after the model's compressor: what the model would get that predicts every latent as it is. Nil without one.
  public var compressed: [MetricName: MetricValue]?
}

extension Scorer {
  public func references(secondTake: Truth? = nil) throws -> ScoreReferences {
    var baselines: [Baseline: [MetricName: MetricValue]] = [:]
    for baseline in Baseline.allCases { baselines[baseline] = try scores(baseline.prediction(of: truth)) }
    return ScoreReferences(
      truth: truthScores, baselines: baselines, secondTake: try secondTake.map { try scores($0.asPrediction) },
      compressed: compressed.map { scores($0) })
  }

  /// The scores of one prediction beside the references.
  public func table(_ prediction: Prediction, beside references: ScoreReferences) throws -> ScoreTable {
    let value = try scores(prediction)
    let rows = options.metrics.compactMap { metric -> ScoreTable.Row? in
      guard let value = value[metric], let best = references.truth[metric],
        let copied = references.baselines[.copyLast]?[metric],
        let moved = references.baselines[.constantVelocity]?[metric]
      else { return nil }
      return ScoreTable.Row(
        metric: metric, value: value, truth: best, copyLast: copied, constantVelocity: moved,
        secondTake: references.secondTake?[metric], compressed: references.compressed?[metric])
    }
    return ScoreTable(rows: rows, gate: gate)
  }

  public func table(_ prediction: Prediction, secondTake: Truth? = nil) throws -> ScoreTable {
    try table(prediction, beside: references(secondTake: secondTake))
  }
}
