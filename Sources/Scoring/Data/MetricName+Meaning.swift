import Foundation

extension MetricName {
  /// Whether more is better; nil where the best value lies in between (`ideal`).
  public var higherIsBetter: Bool? {
    switch self {
    case .psnr, .ssim, .foregroundSkill, .foregroundSkill1s, .occupancy, .permanence, .contacts, .expectation,
      .sensitivityTrue, .trueWins, .counterfactualSkill, .bestOf8, .policyR, .compressorPSNR:
      true
    case .stepRatio, .warpPhotometric, .coverage80, .sensitivityShuffled, .sensitivityZero: nil
    default: false
    }
  }

  /// The value that a perfect prediction has; nil where there is no such value (a sensitivity under wrong actions).
  public var ideal: Double? {
    switch self {
    case .psnr, .compressorPSNR: 100
    case .coverage80: 0.8
    case .sensitivityShuffled, .sensitivityZero: nil
    case .stepRatio, .warpPhotometric: 1
    default: higherIsBetter == true ? 1 : 0
    }
  }

  /// The unit of the value; empty where it has none.
  public var unit: String {
    switch self {
    case .psnr, .compressorPSNR: "dB"
    case .reprojection, .sampson, .trajectory, .actionFollowing: "px"
    case .multiView, .objectFinal, .crps, .energyScore: "m"
    case .velocity: "m/s"
    case .penetration: "mm"
    default: ""
    }
  }

  /// A few words for a table's first column.
  public var title: String {
    switch self {
    case .psnr: "PSNR, all pixels"
    case .ssim: "Structural similarity"
    case .foregroundSkill: "Skill where things move"
    case .foregroundSkill1s: "Skill where things move, first second"
    case .reprojection: "Background drift"
    case .multiView: "3D position from two views"
    case .trajectory: "Object paths, mean error"
    case .objectFinal: "Final position of moved objects"
    case .permanence: "Objects still there"
    case .stepRatio: "Largest step, relative to truth"
    case .sampson: "Fit to the camera's motion"
    case .warpPhotometric: "Change under the camera's motion"
    case .occupancy: "Places taken by objects"
    case .velocity: "Velocity of objects"
    case .gravity: "Gravity in free flight"
    case .energyInjection: "Energy out of nothing"
    case .momentum: "Momentum in collisions"
    case .areaVariation: "Swelling and shrinking"
    case .contacts: "Contacts at the right time"
    case .expectation: "The impossible surprises more"
    case .actionFollowing: "End effector, mean error"
    case .crps: "Spread against error (CRPS)"
    case .energyScore: "Spread against error (energy)"
    case .coverage80: "Truth within the samples' 80%"
    case .bestOf8: "Best of eight samples"
    case .penetration: "Deepest penetration"
    case .sensitivityTrue: "Skill under the true actions"
    case .sensitivityShuffled: "Skill under another episode's actions"
    case .sensitivityZero: "Skill under the last target held"
    case .counterfactualSkill: "Skill against the truth of other actions"
    default: rawValue.split(separator: "_").joined(separator: " ")
    }
  }

  /// How far a value lies from the best one; ratios that should be 1 are compared as logarithms.
  public func badness(_ value: Double) -> Double {
    switch self {
    case .stepRatio, .warpPhotometric: abs(log(max(value, 1e-6)))
    default: higherIsBetter == true ? (ideal ?? 0) - value : abs(value - (ideal ?? 0))
    }
  }

  /// Whether the best value lies in between, so that two values are compared by their `badness`.
  public var hasIdealInBetween: Bool { higherIsBetter == nil && ideal != nil }

  /// The bounds of `badness` over an interval of values; nil where the metric has no best value.
  public func badness(_ values: ClosedRange<Double>) -> ClosedRange<Double>? {
    guard let ideal else { return nil }
    let ends = [badness(values.lowerBound), badness(values.upperBound)].sorted()
    return (values.contains(ideal) ? min(ends[0], 0) : ends[0])...ends[1]
  }
}
