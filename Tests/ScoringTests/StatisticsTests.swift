import Testing

@testable import Scoring

@Suite struct StatisticsTests {
  @Test func flatBootstrapAgreesWithSciPy() throws {
    for each in try Golden.load("bootstrap", as: GoldenStatistics.self).intervals {
      let rows = each.values.enumerated().map { Observation(scenario: "s\($0.offset)", initial: "", value: $0.element) }
      let aggregate = Aggregate(rows, seed: 5)
      let (lo, hi) = (try #require(aggregate.lo), try #require(aggregate.hi))
      // Five times the Monte Carlo spread of one run of 10,000 resamples.
      #expect(abs(lo - each.lo) < 5 * each.loSd + 1e-9, "\(each.name): \(lo) for \(each.lo)")
      #expect(abs(hi - each.hi) < 5 * each.hiSd + 1e-9, "\(each.name): \(hi) for \(each.hi)")
    }
  }

  @Test func wilsonEqualsSciPy() throws {
    for each in try Golden.load("bootstrap", as: GoldenStatistics.self).wilson {
      let interval = try #require(WilsonInterval(successes: each.k, of: each.n))
      #expect(abs(interval.lo - each.lo) < 1e-12)
      #expect(abs(interval.hi - each.hi) < 1e-12)
    }
    #expect(WilsonInterval(successes: 0, of: 0) == nil)
  }

  @Test func normalQuantilesEqualSciPy() throws {
    let golden = try Golden.load("bootstrap", as: GoldenStatistics.self)
    for (p, wanted) in zip(golden.p, golden.quantiles) {
      #expect(abs(NormalDistribution.quantile(p) - wanted) < 1e-9, "p = \(p)")
      #expect(abs(NormalDistribution.cumulative(wanted) - p) < 1e-12)
    }
  }

  @Test func boundsDependOnSeedAndValuesAlone() {
    let rows = (0..<24).map { i in
      Observation(scenario: "s\(i / 8)", initial: "i\(i / 2 % 4)", seed: UInt64(i % 2), value: Double(i * i % 17))
    }
    #expect(Aggregate(rows, seed: 1) == Aggregate(rows.reversed(), seed: 1))
    #expect(Aggregate(rows, seed: 1) != Aggregate(rows, seed: 2))
  }

  @Test func seedsOfOneEpisodeAreNoIndependentEvidence() throws {
    // Four episodes, eight seeds each that differ by almost nothing: the interval must be that of four values.
    let means = [0.1, 0.5, 0.6, 0.9]
    let nested = means.enumerated().flatMap { e, mean in
      (0..<8).map { Observation(scenario: "a", initial: "e\(e)", seed: UInt64($0), value: mean + 1e-6 * Double($0)) }
    }
    let flat = nested.enumerated().map { Observation(scenario: "a", initial: "\($0)", value: $1.value) }
    let wide = Aggregate(nested, seed: 3)
    let narrow = Aggregate(flat, seed: 3)
    let spread = try #require(wide.hi) - (try #require(wide.lo))
    #expect(spread > 2 * ((try #require(narrow.hi)) - (try #require(narrow.lo))))
  }

  @Test func unmeasuredValuesAreCounted() {
    let rows = [1, nil, 3, nil, .nan].enumerated().map { Observation(scenario: "a", initial: "\($0)", value: $1) }
    let aggregate = Aggregate(rows, seed: 0)
    #expect(aggregate.n == 2)
    #expect(aggregate.unmeasured == 3)
    #expect(aggregate.mean == 2)
    #expect(Aggregate([], seed: 0).mean == nil)
    #expect(Aggregate(Array(rows.prefix(1)), seed: 0).lo == nil)
  }

  @Test func equalValuesHaveAPointForInterval() {
    let rows = (0..<5).map { Observation(scenario: "a", initial: "\($0)", value: 0.25) }
    let aggregate = Aggregate(rows, seed: 0)
    #expect(aggregate.lo == 0.25)
    #expect(aggregate.hi == 0.25)
  }

  @Test func interquartileMeanSharesTheBorderValues() throws {
    #expect(Aggregate.interquartileMean([1, 2, 3, 4]) == 2.5)
    #expect(Aggregate.interquartileMean([5]) == 5)
    // n = 6: half of the 2nd and 5th value, all of the 3rd and 4th.
    let value = try #require(Aggregate.interquartileMean([0, 1, 2, 3, 10, 100]))
    #expect(abs(value - (0.5 * 1 + 2 + 3 + 0.5 * 10) / 3) < 1e-12)
  }
}
