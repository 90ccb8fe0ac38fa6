import Diagnostics
import Episodes
import Foundation
import Scoring

/// Every score of a run: of each sample, their mean, and the tests of obedience.
public struct RunScores {
  /// A table a sample, in the order of the seeds.
  public var tables: [ScoreTable]
  public var sensitivity: ActionSensitivity?
  public var counterfactual: MetricValue?
  /// Whether the impossible surprises the predictor; nil where nobody asked.
  public var expectation: ExpectationScore?
  /// How the samples spread; nil with a single one.
  public var ensemble: EnsembleScore?
  /// As many copies of the last given frame as there are samples; nil with fewer than four.
  public var copyEnsemble: EnsembleScore?
  public var scorer: Scorer
  /// e_var by metric.
  public var variation: TakeVariation

  /// - Parameter variation: among many takes; nil: that of the only second take.
  public init(
    truth: TruthSet, context: Int, samples: [Prediction], counterfactuals: [Counterfactual: Prediction],
    roundTrip: Scorer.RoundTrip?, variation given: TakeVariation? = nil
  ) throws {
    let main = try Self.truth(truth, context: context)
    let scorer = try Scorer(truth: main, options: ScoreOptions(ignoresGate: true), roundTrip: roundTrip)
    self.scorer = scorer
    let second = try truth.secondTakes.first.map { try Truth(episode: $0, context: context) }
    let references = try scorer.references(secondTake: second)
    variation = given ?? TakeVariation(references)
    tables = try samples.map { sample in
      try Interrupt.check()
      return try scorer.table(sample, beside: references)
    }
    if samples.count > 1 { ensemble = try EnsembleScore(scorer, samples: samples) }
    if samples.count >= EnsembleScore.leastSamples {
      copyEnsemble = try EnsembleScore(scorer, copies: samples.count, of: Prediction.copyLast(main))
    }
    guard !counterfactuals.isEmpty, let first = samples.first else { return }
    sensitivity = try ActionSensitivity(
      scorer, underTrue: first, underShuffled: counterfactuals[.shuffled], underHold: counterfactuals[.hold])
    let cases = try Counterfactual.allCases.compactMap { kind -> CounterfactualSkill.Case? in
      guard let prediction = counterfactuals[kind], let episode = truth.counterfactuals[kind] else { return nil }
      return .init(name: kind.rawValue, truth: try Truth(episode: episode, context: context), prediction: prediction)
    }
    counterfactual = try CounterfactualSkill.score(cases, roundTrip: roundTrip)
  }

  /// The main recording as scores take it, on a table at height 0.
  public static func truth(_ set: TruthSet, context: Int) throws -> Truth {
    var main = try Truth(episode: set.main, context: context)
    main.supportHeight = 0
    main.shapes = main.shapesAtRest(support: 0)
    main.masses = set.masses
    if let gravity = set.gravity { main.gravity = gravity }
    return main
  }

  /// The mean over samples beside the reference columns, under the metrics' names.
  public var summary: [String: RunSummary.Score] {
    var out: [String: RunSummary.Score] = [:]
    for row in tables.first?.rows ?? [] {
      let values = tables.compactMap { $0[row.metric]?.value.value }
      let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      out[row.metric.rawValue] = RunSummary.Score(
        value: mean, truth: row.truth.value, copyLast: row.copyLast.value,
        constantVelocity: row.constantVelocity.value, secondTake: row.secondTake?.value,
        compressed: row.compressed?.value, note: row.value.note)
    }
    for (name, value) in extras {
      out[name.rawValue] = RunSummary.Score(
        value: value.value, truth: nil, copyLast: copyLast(name), constantVelocity: nil, secondTake: nil,
        note: value.note)
    }
    return out
  }

  /// Scores that belong to the run and not to a sample.
  public var extras: [MetricName: MetricValue] {
    var out = sensitivity?.metrics ?? [:]
    out[.counterfactualSkill] = counterfactual
    out[.expectation] = expectation?.value
    out.merge(ensemble?.metrics ?? [:]) { mine, _ in mine }
    if let compressed = scorer.compressed {
      let truths = scorer.truth.asPrediction.views.map(\.clip)
      out[.compressorPSNR] = PSNR.score(compressed, truth: truths)
    }
    return out
  }

  /// What copying the last frame has of an extra.
  public func copyLast(_ extra: MetricName) -> Double? { extra == .expectation ? expectation?.copyLast : nil }
}
