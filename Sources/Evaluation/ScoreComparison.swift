import Diagnostics
import Scoring

extension ScoreComparison.Row {
  /// A's advantage with its bounds, positive where A is better; nil where the metric has no best value.
  public var advantage: (mean: Double?, lo: Double?, hi: Double?)? {
    let (one, sign) = badness.map { ($0, -1.0) } ?? (difference, higherIsBetter == true ? 1.0 : -1.0)
    guard badness != nil || higherIsBetter != nil else { return nil }
    let (lo, hi) = (one.lo.map { $0 * sign }, one.hi.map { $0 * sign })
    return (one.mean.map { $0 * sign }, sign > 0 ? lo : hi, sign > 0 ? hi : lo)
  }
}

/// Two models on the same scenarios: what `orrery runs compare A B --json` prints. Differences are A − B.
public struct ScoreComparison: Codable, Sendable {
  /// One metric: the paired difference of raw values.
  public struct Row: Codable, Sendable {
    public var metric: String
    public var difference: PairedComparison
    /// Whether a positive difference means that A is better; nil for metrics with an ideal in between.
    public var higherIsBetter: Bool?
    /// Of metrics with an ideal in between: the paired difference of how far values are from it (ratios as |ln|), negative
    /// where A is better.
    public var badness: PairedComparison?
    /// Of the signed-rank test, corrected by Holm's method over the tier-1 metrics; nil for others.
    public var p: Double?

    enum CodingKeys: String, CodingKey {
      case metric, difference, badness, p
      case higherIsBetter = "higher_is_better"
    }
  }

  /// One of the metrics that decide, on a scale from 0 to 1.
  public struct Tier1: Codable, Sendable {
    public var metric: String
    public var difference: PairedComparison
  }

  /// The metrics that decide: A3, B1, C2, C4 and D1.
  public static let tier1Metrics: [MetricName] = [
    .foregroundSkill, .reprojection, .trajectory, .permanence, .actionFollowing,
  ]

  public var a: String
  public var b: String
  public var rows: [Row]
  public var tier1: [Tier1]

  /// - Throws: `UserError` where the two have no scenario in common.
  public init(_ a: ScoreSet, _ b: ScoreSet) throws {
    (self.a, self.b) = (a.id, b.id)
    let shared = MetricName.allCases.filter { a.values[$0] != nil && b.values[$0] != nil }
    var paired: [MetricName: PairedComparison] = [:]
    for metric in shared {
      let one = PairedComparison(a.values[metric] ?? [], against: b.values[metric] ?? [], seed: 1)
      if one.n > 0 { paired[metric] = one }
    }
    guard !paired.isEmpty else {
      throw UserError(
        "\(a.id) and \(b.id) have no scenario in common", fix: "Compare two evaluations of the same suite")
    }
    let corrected = PairedComparison.corrected(paired.filter { Self.tier1Metrics.contains($0.key) })
    rows = shared.compactMap { metric in
      paired[metric].map {
        Row(
          metric: metric.rawValue, difference: $0, higherIsBetter: metric.higherIsBetter,
          badness: metric.hasIdealInBetween ? Self.badness(metric, a, b) : nil, p: corrected[metric])
      }
    }
    tier1 = Self.tier1Metrics.compactMap { metric in
      guard let x = a.tier1(metric), let y = b.tier1(metric) else { return nil }
      let difference = PairedComparison(x, against: y, seed: 1)
      return difference.n > 0 ? Tier1(metric: metric.rawValue, difference: difference) : nil
    }
  }

  private static func badness(_ metric: MetricName, _ a: ScoreSet, _ b: ScoreSet) -> PairedComparison {
    func distances(_ set: ScoreSet) -> [Observation] {
      (set.values[metric] ?? []).map { each in
        var each = each
        each.value = each.value.map { metric.badness($0) }
        return each
      }
    }
    return PairedComparison(distances(a), against: distances(b), seed: 1)
  }
}
