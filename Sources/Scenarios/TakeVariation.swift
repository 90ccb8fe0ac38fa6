import Diagnostics
import Foundation
import Scoring

/// How far takes of one scenario are from each other, by metric: e_var, which no model can be asked to beat.
public struct TakeVariation: Codable, Sendable {
  /// Leave-one-out errors by the metrics' names; none where no take could be measured.
  public var errors: [String: Double]

  public subscript(metric: MetricName) -> Double? { errors[metric.rawValue] }

  /// Each take in turn is held to be the truth and the others its predictions. Takes are recorded without depth, so what
  /// needs depth is measured against the main recording alone. What needs samples takes all other takes for these, where
  /// there are enough.
  init(_ set: TruthSet, context: Int) throws {
    let metrics = MetricName.firstSet.filter(\.isNormalised)
    let episodes = [set.main] + set.secondTakes
    let truths = try episodes.map { episode in
      var one = set
      one.main = episode
      return try RunScores.truth(one, context: context)
    }
    var matrices: [MetricName: [[Double?]]] = [:]
    var spreads: [MetricName: [Double]] = [:]
    let empty = [[Double?]](repeating: .init(repeating: nil, count: truths.count), count: truths.count)
    for (j, truth) in truths.enumerated() {
      try Interrupt.check()
      let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: metrics, ignoresGate: true))
      for (k, take) in truths.enumerated() where k != j {
        for (metric, value) in try scorer.scores(take.asPrediction) {
          matrices[metric, default: empty][k][j] = value.value.map { metric.error($0) }
        }
      }
      let others = truths.indices.filter { $0 != j }.map { truths[$0].asPrediction }
      guard others.count >= EnsembleScore.leastSamples else { continue }
      for (metric, value) in try EnsembleScore(scorer, samples: others).metrics where metric.isNormalised {
        if let value = value.value { spreads[metric, default: []].append(metric.error(value)) }
      }
    }
    errors = [:]
    for (metric, matrix) in matrices { errors[metric.rawValue] = TakeErrors(matrix).leaveOneOut }
    for (metric, values) in spreads { errors[metric.rawValue] = values.mean }
  }

  /// Of a single second take, which the references have scored already.
  init(_ references: ScoreReferences) {
    errors = [:]
    for (metric, value) in references.secondTake ?? [:] where metric.isNormalised {
      errors[metric.rawValue] = value.value.map { metric.error($0) }
    }
  }
}

extension TruthRecorder {
  /// The variation among three takes or more, kept beside the record of that hash: it costs K² scorings. Nil with fewer.
  public func variation(of set: TruthSet, context: Int, hash: String) throws -> TakeVariation? {
    guard set.secondTakes.count > 1 else { return nil }
    let file = cache.appendingPathComponent("\(hash)-takes-\(Scorer.revision).json").path
    if let text = try? String(contentsOfFile: file, encoding: .utf8),
      let kept = try? StableJSON.value(text, as: TakeVariation.self, at: file)
    {
      return kept
    }
    let made = try TakeVariation(set, context: context)
    try AtomicFile.write(try StableJSON.data(made), to: file)
    return made
  }
}
