import Diagnostics
import Foundation
import Testing

@testable import Scoring

@Suite struct SelfTestTests {
  /// Twelve clips in four scenarios on which `psnr` does what it should, but for what `change` makes of it.
  private func clips(
    count: Int = 12, _ change: (inout SelfTestClip) -> Void = { _ in }
  ) -> [SelfTestClip] {
    (0..<count).map { i in
      let luck = Double(i % 5) / 10
      let scores = { (value: Double) in [MetricName.psnr: MetricValue(value), .trajectory: MetricValue(50 - value / 2)]
      }
      var clip = SelfTestClip(
        scenario: "s\(i / 3)", name: "c\(i)", cameraMoves: false, truth: scores(100), secondTake: scores(30 + luck),
        corrupted: [.reversed: scores(20 - luck), .vanish: scores(40 + luck), .copyLast: scores(22 + luck)],
        repeats: true)
      clip.truth[.psnr]?.note = "identical"
      change(&clip)
      return clip
    }
  }

  private func row(_ test: SelfTest, _ metric: String, _ corruption: String) throws -> SelfTest.Row {
    try #require(test.rows.first { $0.metric == metric && $0.corruption == corruption })
  }

  @Test func designatedCorruptionsPassWhereTheyAreWorse() throws {
    let test = SelfTest(clips())
    let reversed = try row(test, "psnr", "reversed")
    #expect(reversed.rule == "designated" && reversed.pass)
    #expect(try #require(reversed.lo) > 9 && (try #require(reversed.delta)) > 10)
    // Not designated: it need only not beat truth.
    let vanish = try row(test, "psnr", "vanish")
    #expect(vanish.rule == "above_truth" && vanish.pass)
    #expect(try row(test, "psnr", "truth").pass)
    // `trajectory_ade` must catch what vanishes, and here it does not.
    #expect(try !row(test, "trajectory_ade", "vanish").pass)
    #expect(test == SelfTest(clips().reversed()))
  }

  @Test func corruptionsAboveTruthFail() throws {
    let test = SelfTest(clips { $0.truth[.psnr] = MetricValue(35) })
    let row = try row(test, "psnr", "vanish")
    #expect(row.rule == "above_truth" && !row.pass)
    #expect(try !self.row(test, "psnr", "truth").pass)
  }

  /// Metres a second of twelve clips' truth, and of their corruptions.
  private func velocities(
    truth: @escaping (Int) -> Double, lag: @escaping (Int) -> Double, take: Double? = 0.06, moves: Bool = true
  ) -> [SelfTestClip] {
    clips().enumerated().map { i, clip in
      var clip = clip
      let value = { (value: Double) in MetricValue(value, details: ["truth_mps": moves ? 1 : 0.1]) }
      clip.truth[.velocity] = value(truth(i))
      clip.secondTake[.velocity] = take.map(value) ?? .unmeasurable("too few frames")
      clip.corrupted[.lag1] = [.velocity: value(lag(i))]
      return clip
    }
  }

  @Test func truthMustBePerfectOnEveryClip() throws {
    let test = SelfTest(velocities(truth: { $0 == 4 ? 0.07 : 0.01 }, lag: { _ in 0.2 }))
    let row = try row(test, "velocity_rmse", "truth")
    // The mean is well below the floor of 0.05, and one clip is not.
    #expect(try #require(row.delta) < 0.05 && !row.pass)
    #expect(row.worst == 0.07 && row.note?.contains("c4") == true)
    let good = SelfTest(velocities(truth: { _ in 0.04 }, lag: { _ in 0.2 }))
    #expect(try self.row(good, "velocity_rmse", "truth").pass)
  }

  @Test func aCorruptionAboveTruthOnOneClipFails() throws {
    let test = SelfTest(velocities(truth: { $0 == 4 ? 0.07 : 0.01 }, lag: { $0 == 4 ? 0.05 : 0.2 }, moves: false))
    let row = try row(test, "velocity_rmse", "lag_1")
    #expect(row.rule == "above_truth" && !row.pass && row.note?.contains("c4") == true)
  }

  @Test func designatedRowsAreStrictlyWorse() throws {
    let late = SelfTest(velocities(truth: { _ in 0.01 }, lag: { 0.2 + 0.01 * Double($0 % 3) }))
    #expect(try row(late, "velocity_rmse", "lag_1").rule == "designated")
    #expect(try row(late, "velocity_rmse", "lag_1").pass)
    let same = SelfTest(velocities(truth: { _ in 0.01 }, lag: { _ in 0.03 }))
    #expect(try !row(same, "velocity_rmse", "lag_1").pass)
    // Where nothing moves one frame more or less is the same.
    let still = SelfTest(velocities(truth: { _ in 0.01 }, lag: { _ in 0.03 }, moves: false))
    #expect(try row(still, "velocity_rmse", "lag_1").rule == "above_truth")
    for row in late.rows where row.rule == "designated" && row.pass { #expect((row.delta ?? 0) > 0, "\(row)") }
  }

  @Test func withoutASecondTakeTruthIsTheMeasureAndTheRowSaysSo() throws {
    let test = SelfTest(velocities(truth: { _ in 0.01 }, lag: { 0.2 + 0.01 * Double($0 % 3) }, take: nil))
    let row = try row(test, "velocity_rmse", "lag_1")
    #expect(row.rule == "designated" && row.pass && row.note?.contains("second take has no value") == true)
    let equal = SelfTest(velocities(truth: { _ in 0.01 }, lag: { _ in 0.01 }, take: nil))
    #expect(try !self.row(equal, "velocity_rmse", "lag_1").pass)
  }

  @Test func blindSpotsAreNamed() throws {
    let test = SelfTest(clips())
    #expect(try row(test, "psnr", "vanish").note == SanityMatrix.blindNote)
    for row in SanityMatrix.rows {
      #expect(
        row.blind.isDisjoint(with: row.catches.union(row.catchesMoving).union(row.catchesMotion)), "\(row.metric)")
    }
  }

  @Test func samplesAndRankingsAreTestedToo() throws {
    let scorer = try Stage.scorer.get()
    let made = clips().map { clip in
      var clip = clip
      for check in EnsembleCheck.allCases { clip.ensembles[check] = check.scores(scorer.objects) }
      return clip
    }
    let test = SelfTest(made)
    for metric in ["crps", "energy_score", "coverage_80"] {
      for corruption in ["identical_copies", "uniform_noise"] {
        let row = try row(test, metric, corruption)
        #expect(row.pass && row.rule == "designated" && (row.delta ?? 0) > 0, "\(row)")
      }
    }
    #expect(try row(test, "crps", "truth").pass && row(test, "energy_score", "truth").pass)
    #expect(try row(test, "ensemble_spread", "identical_copies").pass)
    for metric in ["policy_r", "policy_mmrv"] {
      #expect(try row(test, metric, "truth").pass)
      let permuted = try row(test, metric, "permuted_policies")
      #expect(permuted.pass && (permuted.lo ?? 0) > 0, "\(permuted)")
    }
    // Scores that cannot tell certainty from calibration fail.
    let blunt = SelfTest(
      made.map { clip in
        var clip = clip
        clip.ensembles[.identicalCopies] = clip.ensembles[.calibrated]
        return clip
      })
    #expect(try !row(blunt, "crps", "identical_copies").pass)
    #expect(try !row(blunt, "ensemble_spread", "identical_copies").pass)
  }

  @Test func missingValuesOfACorruptionFail() throws {
    let test = SelfTest(clips { $0.corrupted[.reversed]?[.psnr] = .unmeasurable("gone") })
    let row = try row(test, "psnr", "reversed")
    #expect(!row.pass && row.note?.contains("gone") == true)
  }

  @Test func whatTruthDoesNotAllowHasNoRow() {
    let test = SelfTest(clips { $0.truth[.trajectory] = .unmeasurable("no segmentation") })
    #expect(!test.rows.contains { $0.metric == "trajectory_ade" })
    #expect(!test.rows.contains { $0.metric == "ssim" })
  }

  @Test func corruptionsThatOneGroupCatchesAreGapsOrFailures() throws {
    let test = SelfTest(clips())
    // Fidelity and physics both see the reversal.
    #expect(try row(test, "groups", "reversed").delta == 2)
    let vanish = try row(test, "groups", "vanish")
    #expect(vanish.delta == 0 && !vanish.pass)
    let blurred = SelfTest(clips { $0.corrupted[.blur] = $0.secondTake })
    #expect(try row(blurred, "groups", "blur").pass)
  }

  @Test func repetitionAndSizeAreChecked() throws {
    let test = SelfTest(clips(count: 3) { $0.repeats = $0.name != "c1" })
    #expect(try row(test, "repeat", "truth").note == "c1")
    #expect(try !row(test, "repeat", "truth").pass)
    #expect(try !row(test, "clips", "truth").pass)
    #expect(try row(SelfTest(clips()), "clips", "truth").pass)
    #expect(SelfTest([]).failed > 0)
  }

  @Test func rowsAreWrittenWithTheirCounts() throws {
    let test = SelfTest(clips())
    let data = try JSONEncoder().encode(test)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(json["passed"] as? Int == test.passed)
    #expect(json["failed"] as? Int == test.failed)
    #expect(try JSONDecoder().decode(SelfTest.self, from: data) == test)
  }

  @Test func everyCorruptionIsDesignatedOrAGap() {
    let designated = SanityMatrix.rows.reduce(Set<Corruption>()) { $0.union($1.catches).union($1.catchesMoving) }
    for corruption in Corruption.allCases {
      #expect(designated.contains(corruption) || SanityMatrix.gaps[corruption] != nil, "\(corruption)")
    }
    #expect(Set(SanityMatrix.rows.map(\.metric)).count == SanityMatrix.rows.count)
  }

  /// The real thing, on three synthetic episodes.
  @Test func syntheticEpisodesPassButForTheirNumber() throws {
    let clips = try (0..<3).map { seed in
      // In 20 frames the push begins and ends as long after the context as before the end: its reverse looks the same.
      let truth = try SyntheticScene(seed: seed, frames: 24).truth()
      let drift = SIMD3(0.003 + 0.001 * Double(seed), 0.002, 0)
      let take = try SyntheticScene(seed: seed, drift: drift, frames: 24).truth()
      let other = try SyntheticScene(seed: (seed + 1) % 3, frames: 24).truth().asPrediction
      return try SelfTestClip(
        try Scorer(truth: truth), scenario: "push", name: "\(seed)", secondTake: take, given: [.anotherScenario: other])
    }
    let test = SelfTest(clips)
    for row in test.rows where row.rule != "clips" {
      #expect(row.pass, "\(row.metric) on \(row.corruption): \(row)")
    }
    #expect(test.passed >= 40)
  }
}
