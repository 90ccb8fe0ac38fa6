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
