/// Eight made-up policies of graded skill at two tasks, ranked rightly and with their results exchanged: what D3 is tested
/// on.
///
/// Policy p succeeds from a start where a number in 0…1 that belongs to both is below (p + ½)/8. The right model has the
/// simulator's own successes; the wrong one gives each policy those of the third after it, in a circle.
enum RankingCheck {
  static let corruption = "permuted_policies"
  static let policies = 8
  private static let shift = 3

  /// The same on every call; made once, as intervals take a moment.
  static let rows: [SelfTest.Row] = {
    do {
      let right = try PolicyRanking(trials(shift: 0), seed: 1)
      let wrong = try PolicyRanking(trials(shift: shift), seed: 1)
      return row(.policyR, right.correlation, wrong.correlation) + row(.policyMMRV, right.violation, wrong.violation)
    } catch {
      return [
        SelfTest.Row(
          metric: MetricName.policyR.rawValue, corruption: "truth", pass: false, rule: "truth", note: "\(error)")
      ]
    }
  }()

  static func trials(shift: Int) -> [PolicyRanking.Trial] {
    (0..<policies).flatMap { p in
      (0..<40).map { s in
        PolicyRanking.Trial(
          policy: "p\(p)", task: "t\(s / 20)", start: "s\(s % 20)", simulator: success(p, s),
          model: success((p + shift) % policies, s))
      }
    }
  }

  private static func success(_ p: Int, _ s: Int) -> Double {
    let random = CounterRandom(seed: CorruptionStrength.seed &+ 300)
    let luck = Double(random.index(UInt64(40 * p + s), below: 1000)) / 1000
    return luck < (Double(p) + 0.5) / Double(policies) ? 1 : 0
  }

  /// Truth's row and the corruption's; the better bound of a score is the lower one of its badness.
  private static func row(
    _ metric: MetricName, _ right: PolicyRanking.Score, _ wrong: PolicyRanking.Score
  ) -> [SelfTest.Row] {
    let best = right.value.value.map { metric.badness($0) }
    let bad = wrong.value.value.map { metric.badness($0) }
    let bounds = wrong.lo.flatMap { lo in wrong.hi.flatMap { metric.badness(lo...max(lo, $0)) } }
    return [
      SelfTest.Row(
        metric: metric.rawValue, corruption: "truth", delta: best, pass: best.map { $0 <= 1e-9 } ?? false,
        rule: "truth",
        note: right.value.note, worst: best),
      SelfTest.Row(
        metric: metric.rawValue, corruption: corruption, delta: bad, lo: bounds?.lowerBound, hi: bounds?.upperBound,
        pass: (bounds?.lowerBound ?? 0) > 0, rule: "designated", note: wrong.value.note),
    ]
  }
}
