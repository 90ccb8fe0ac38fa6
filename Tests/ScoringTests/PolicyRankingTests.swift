import Diagnostics
import Testing

@testable import Scoring

@Suite struct PolicyRankingTests {
  /// `policies` graded policies on two tasks of ten starts; `flip` reverses the model's opinion.
  private func trials(_ policies: Int, flip: Bool = false) -> [PolicyRanking.Trial] {
    let random = CounterRandom(seed: 3)
    return (0..<policies).flatMap { p in
      (0..<20).map { s in
        let level = Double(flip ? policies - 1 - p : p) / Double(policies - 1)
        let luck = Double(random.index(UInt64(100 * p + s), below: 1000)) / 1000
        let other = Double(random.index(UInt64(100 * p + s + 5000), below: 1000)) / 1000
        return PolicyRanking.Trial(
          policy: "p\(p)", task: "t\(s / 10)", start: "s\(s % 10)",
          simulator: luck < Double(p) / Double(policies - 1) ? 1 : 0, model: other < level ? 1 : 0)
      }
    }
  }

  @Test func aModelThatAgreesRanksWell() throws {
    let ranking = try PolicyRanking(trials(8), seed: 1)
    let r = try #require(ranking.correlation.value.value)
    let (lo, hi) = (try #require(ranking.correlation.lo), try #require(ranking.correlation.hi))
    #expect(r > 0.8 && lo < r && r < hi && hi <= 1)
    #expect(try #require(ranking.violation.value.value) < 0.15)
    #expect(ranking.correlation == (try PolicyRanking(trials(8).reversed(), seed: 1)).correlation)
  }

  @Test func permutedPoliciesAreCaught() throws {
    let good = try PolicyRanking(trials(8), seed: 1)
    let bad = try PolicyRanking(trials(8, flip: true), seed: 1)
    #expect(try #require(bad.correlation.hi) < (try #require(good.correlation.lo)))
    #expect(try #require(bad.violation.lo) > (try #require(good.violation.hi)))
  }

  @Test func truthAgainstItselfIsPerfect() throws {
    let same = trials(6).map {
      PolicyRanking.Trial(
        policy: $0.policy, task: $0.task, start: $0.start, simulator: $0.simulator, model: $0.simulator)
    }
    let ranking = try PolicyRanking(same, seed: 1)
    #expect(abs(try #require(ranking.correlation.value.value) - 1) < 1e-12)
    #expect(ranking.violation.value.value == 0)
    #expect(ranking.correlation.value.details["level_bias"] == 0)
  }

  @Test func fewOrEqualPoliciesHaveNoRanking() throws {
    #expect(try PolicyRanking(trials(5), seed: 1).correlation.value.note == "5 policies are ranked; 6 are needed")
    #expect(try PolicyRanking([], seed: 1).violation.value.value == nil)
    let equal = trials(6).map {
      PolicyRanking.Trial(policy: $0.policy, task: $0.task, start: $0.start, simulator: 1, model: $0.model)
    }
    #expect(try PolicyRanking(equal, seed: 1).correlation.value.note?.contains("equally often") == true)
  }

  @Test func missingStartsAndImpossibleSuccessesAreUserErrors() {
    #expect(throws: UserError.self) { try PolicyRanking(Array(trials(6).dropLast()), seed: 1) }
    let odd = [PolicyRanking.Trial(policy: "p", task: "t", start: "s", simulator: .nan, model: 0)]
    #expect(throws: UserError.self) { try PolicyRanking(odd, seed: 1) }
  }
}
