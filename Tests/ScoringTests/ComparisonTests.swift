import Diagnostics
import Testing

@testable import Scoring

@Suite struct ComparisonTests {
  private struct GoldenComparisons: Decodable {
    struct Test: Decodable {
      let name: String
      let values: [Double]
      let p: Double
      let n: Int
    }
    struct Holm: Decodable { let p, adjusted: [Double] }
    struct Middle: Decodable {
      let values: [Double]
      let iqm: Double
    }
    struct Sets: Decodable {
      let x, y: [Double]
      let share: Double
    }
    struct Correlation: Decodable {
      let x, y: [Double]
      let r, lo, hi, loSd, hiSd: Double
    }
    struct Simpler: Decodable {
      let real, simulated: [Double]
      let r, mmrv: Double
    }
    let wilcoxon: [Test]
    let holm: [Holm]
    let middle: [Middle]
    let superiority: [Sets]
    let correlation: Correlation
    let simpler: Simpler
  }

  private func golden() throws -> GoldenComparisons { try Golden.load("statistics") }

  @Test func signedRanksEqualSciPy() throws {
    for each in try golden().wilcoxon {
      let test = try #require(SignedRank(each.values), "\(each.name)")
      #expect(test.n == each.n, "\(each.name)")
      #expect(abs(test.p - each.p) < 1e-9, "\(each.name): \(test.p) for \(each.p)")
    }
    #expect(SignedRank([0, 0, .nan]) == nil)
  }

  @Test func holmEqualsStatsmodels() throws {
    for each in try golden().holm {
      for (ours, theirs) in zip(HolmCorrection.adjust(each.p), each.adjusted) {
        #expect(abs(try #require(ours) - theirs) < 1e-12)
      }
    }
    // A missing test takes no share of the level.
    #expect(HolmCorrection.adjust([0.01, nil, 0.02]) == [0.02, nil, 0.02])
    #expect(HolmCorrection.adjust([]).isEmpty)
  }

  @Test func interquartileMeanEqualsSciPysTrimmedMean() throws {
    for each in try golden().middle {
      #expect(abs(try #require(Aggregate.interquartileMean(each.values)) - each.iqm) < 1e-12)
    }
  }

  @Test func superiorityEqualsMannWhitney() throws {
    for each in try golden().superiority { #expect(Superiority.share(each.x, over: each.y) == each.share) }
    #expect(Superiority.share([], over: [1]) == nil)
  }

  @Test func correlationAndItsIntervalAgreeWithSciPy() throws {
    let each = try golden().correlation
    #expect(abs(try #require(RankAgreement.correlation(each.x, each.y)) - each.r) < 1e-12)
    let bootstrap = Bootstrap(resamples: 10_000, random: CounterRandom(seed: 9))
    let (x, y) = (each.x, each.y)
    let interval = bootstrap.interval(
      ResamplingTree(flat: x.count),
      units: { units in RankAgreement.correlation(units.map { x[$0] }, units.map { y[$0] }) ?? .nan })
    let bounds = try #require(interval)
    #expect(abs(bounds.lowerBound - each.lo) < 5 * each.loSd)
    #expect(abs(bounds.upperBound - each.hi) < 5 * each.hiSd)
    #expect(RankAgreement.correlation([1, 1, 1], [1, 2, 3]) == nil)
  }

  @Test func rankAgreementReproducesSimplersTable() throws {
    let table = try golden().simpler
    #expect(abs(try #require(RankAgreement.correlation(table.simulated, table.real)) - table.r) < 1e-3)
    #expect(abs(try #require(RankAgreement.violation(model: table.simulated, real: table.real)) - table.mmrv) < 1e-3)
    // With its arguments in the wrong order it measures in the wrong units.
    #expect(try #require(RankAgreement.violation(model: table.real, real: table.simulated)) < 0.004)
  }

  @Test func pairedDifferencesIgnoreHowHardAScenarioIs() throws {
    let rows = (0..<40).map { i in
      (scenario: "s\(i / 8)", initial: "i\(i / 2 % 4)", seed: UInt64(i % 2), level: Double(i))
    }
    let x = rows.map { Observation(scenario: $0.scenario, initial: $0.initial, seed: $0.seed, value: $0.level + 0.1) }
    let y = rows.map { Observation(scenario: $0.scenario, initial: $0.initial, seed: $0.seed, value: $0.level) }
    let comparison = PairedComparison(x, against: y.reversed(), seed: 4)
    #expect(abs(try #require(comparison.mean) - 0.1) < 1e-9)
    #expect(abs(try #require(comparison.lo) - 0.1) < 1e-9)
    #expect(comparison.n == 40 && comparison.initials == 20 && comparison.unpaired == 0)
    // Within an initial condition levels differ by 1, so three of four pairs of seeds are won.
    #expect(comparison.superiority == 0.75)
    #expect(try #require(comparison.test).p < 1e-4)
    #expect(comparison == PairedComparison(x.reversed(), against: y, seed: 4))
  }

  @Test func whatHasNoPartnerIsCounted() {
    let x = [Observation(scenario: "a", initial: "0", value: 1), Observation(scenario: "b", initial: "0", value: nil)]
    let y = [Observation(scenario: "b", initial: "0", value: 2)]
    let none = PairedComparison(x, against: y, seed: 0)
    #expect(none.mean == nil && none.lo == nil && none.test == nil && none.superiority == nil)
    #expect(none.n == 0 && none.unpaired == 3)
    #expect(PairedComparison.corrected([.psnr: none]).isEmpty)
  }

  /// Stretches that overlap count once in the test, however many there are.
  @Test func theTestTakesOneDifferenceAUnit() throws {
    func values(_ unit: (Int) -> String?, _ shift: Double) -> [Observation] {
      (0..<24).map {
        Observation(scenario: "r\($0 / 4)", initial: "i\($0)", unit: unit($0), value: Double($0 * $0) * shift)
      }
    }
    let alone = PairedComparison(values({ _ in nil }, 1), against: values({ _ in nil }, 0), seed: 1)
    let units = PairedComparison(values({ "r\($0 / 4)" }, 1), against: values({ "r\($0 / 4)" }, 0), seed: 1)
    // Six units all of one sign: the exact test gives 2 / 2⁶.
    #expect(try #require(units.test).p == 1 / 32.0)
    #expect(try #require(alone.test).p < 1e-4)
    #expect(units.mean == alone.mean && units.lo == alone.lo && units.n == 24 && units.initials == 24)
  }
}
