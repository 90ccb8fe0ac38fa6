import Testing

@testable import Scoring

/// The scores on physical laws, on MuJoCo's own states: a ball that falls and bounces, and two balls that collide.
@Suite struct LawTests {
  private struct GoldenLaws: Decodable {
    struct Recording: Decodable {
      let names: [String]
      let masses: [Double]
      let rate: Double
      let positions: [[[Double]]]
      let contacts: [[[String]]]

      var truth: LawTruth {
        let paths = names.indices.map { o in positions.map { SIMD3($0[o][0], $0[o][1], $0[o][2]) } }
        let touching = names.map { name in
          contacts.map { pairs in Set(pairs.filter { $0.contains(name) }.flatMap { $0 }.filter { $0 != name }) }
        }
        return LawTruth(
          names: names, rate: rate, gravity: 9.81, positions: paths, touching: touching, movers: [], masses: masses)
      }
    }
    let fall, hit: Recording
  }

  private func fall() throws -> LawTruth { try Golden.load("laws", as: GoldenLaws.self).fall.truth }
  private func hit() throws -> LawTruth { try Golden.load("laws", as: GoldenLaws.self).hit.truth }

  private func paths(_ truth: LawTruth, _ change: (Int, [SIMD3<Double>]) -> [SIMD3<Double>?]) -> SpacePaths {
    SpacePaths(points: truth.positions.enumerated().map { change($0, $1) })
  }

  private func same(_ truth: LawTruth) -> SpacePaths { paths(truth) { $1.map { $0 } } }

  /// The fall as it would be with `share` of gravity, as long as truth does not touch the ground.
  private func fallen(_ truth: LawTruth, _ share: Double) -> SpacePaths {
    paths(truth) { _, path in
      path.enumerated().map { t, at in
        let time = Double(t) / truth.rate
        return SIMD3(at.x, at.y, max(0.05, path[0].z - share * 4.905 * time * time))
      }
    }
  }

  @Test func gravityIsFoundToAPercent() throws {
    let truth = try fall()
    let value = GravityError.score(same(truth), truth, reading: same(truth))
    #expect(try #require(value.value) < 0.01)
    #expect(abs(try #require(value.details["g"]) - 9.81) < 0.1)
  }

  @Test func wrongGravityIsMeasured() throws {
    let truth = try fall()
    var short = truth.positions
    short[0] = Array(short[0].prefix(13))
    let fallOnly = LawTruth(
      names: truth.names, rate: truth.rate, gravity: 9.81, positions: short,
      touching: [.init(repeating: [], count: 13)],
      movers: [], masses: [nil])
    for (share, wanted) in [(0.5, 0.5), (0, 1), (-1, 2)] {
      let error = try #require(GravityError.score(fallen(fallOnly, share), fallOnly, reading: same(fallOnly)).value)
      #expect(abs(error - wanted) < 0.02, "\(share) g: \(error)")
    }
    // Missing in one window costs what gravity upside down does.
    let gone = paths(fallOnly) { _, path in path.enumerated().map { $0 == 6 ? nil : $1 } }
    #expect(try #require(GravityError.score(gone, fallOnly, reading: same(fallOnly)).value) == 2)
  }

  /// Windows in which truth's own reading errs say nothing of a prediction.
  @Test func windowsThatTruthItselfCannotReadAreLeftOut() throws {
    let truth = try fall()
    let noisy = paths(truth) { _, path in path.enumerated().map { $0 == 6 ? $1 + SIMD3(0, 0, 0.02) : $1 } }
    let all = try #require(GravityError.score(same(truth), truth, reading: same(truth)).details["windows"])
    let own = GravityError.score(noisy, truth, reading: noisy)
    #expect(try #require(own.value) <= GravityError.mostOwn)
    #expect(try #require(own.details["windows"]) < all)
    let wild = paths(truth) { _, path in path.enumerated().map { $1 + SIMD3(0, 0, $0 % 2 == 0 ? 0.05 : 0) } }
    #expect(GravityError.score(same(truth), truth, reading: wild).note?.contains("cannot be read") == true)
  }

  @Test func energyIsKeptAcrossABounceAndGainedInReverse() throws {
    let truth = try fall()
    let own = EnergyInjection.injection(truth.positions[0].map { $0 }, truth)
    #expect(own / (9.81 * 0.85) <= 0.02, "\(own) J/kg")
    #expect(EnergyInjection.score(same(truth), truth: truth, reading: same(truth)).value == 0)
    let reversed = paths(truth) { $1.reversed().map { $0 } }
    #expect(try #require(EnergyInjection.score(reversed, truth: truth, reading: same(truth)).value) > 0.1)
    let up = paths(truth) { _, path in path.map { SIMD3($0.x, $0.y, 2 * path[0].z - $0.z) } }
    #expect(try #require(EnergyInjection.score(up, truth: truth, reading: same(truth)).value) > 0.5)
  }

  @Test func frozenAndMissingObjectsDoNotConserveEnergy() throws {
    let truth = try fall()
    let frozen = paths(truth) { _, path in path.map { _ in path[0] } }
    let value = EnergyInjection.score(frozen, truth: truth, reading: same(truth))
    #expect(value.value == EnergyInjection.worst)
    #expect(value.note?.hasPrefix("nothing moves") == true)
    let gone = paths(truth) { $1.map { _ in nil } }
    #expect(EnergyInjection.score(gone, truth: truth, reading: same(truth)).value == EnergyInjection.worst)
  }

  @Test func momentumIsKeptInACollision() throws {
    let truth = try hit()
    #expect(try #require(MomentumError.score(same(truth), truth, reading: same(truth)).value) < 0.02)
    // The ball that is hit stays where it is.
    let stuck = paths(truth) { o, path in path.map { o == 1 ? path[0] : $0 } }
    #expect(try #require(MomentumError.score(stuck, truth, reading: same(truth)).value) > 0.3)
    let frozen = paths(truth) { _, path in path.map { _ in path[0] } }
    #expect(MomentumError.score(frozen, truth, reading: same(truth)).value == MomentumError.worst)
    #expect(
      MomentumError.score(paths(truth) { $1.map { _ in nil } }, truth, reading: same(truth)).value
        == MomentumError.worst)
  }

  @Test func contactsAreFoundInPaths() throws {
    let truth = try hit()
    let value = ContactScore.score(same(truth), truth: truth, reading: same(truth))
    #expect(value.value == 1)
    #expect(value.details["early_share"] == 0 && value.details["early"] == 0 && value.details["resting"] == 1)
    let reversed = paths(truth) { $1.reversed().map { $0 } }
    #expect(try #require(ContactScore.score(reversed, truth: truth, reading: same(truth)).value) < 0.5)
    let frozen = paths(truth) { _, path in path.map { _ in path[0] } }
    #expect(ContactScore.score(frozen, truth: truth, reading: same(truth)).value == 0)
    let gone = paths(truth) { $1.map { _ in nil } }
    #expect(ContactScore.score(gone, truth: truth, reading: same(truth)).value == 0)
    // The second ball sets off before the first has come.
    let early = paths(truth) { o, path in path.enumerated().map { o == 1 && $0 > 3 ? path[20] : $1 } }
    let score = ContactScore.score(early, truth: truth, reading: same(truth))
    #expect(score.details["early_share"] == 1)
  }

  @Test func withoutContactsMassesOrFlightsThereIsNoValue() throws {
    let truth = try hit()
    let blind = LawTruth(
      names: truth.names, rate: 30, gravity: 9.81, positions: truth.positions, touching: nil, movers: [],
      masses: truth.masses)
    #expect(GravityError.score(same(truth), blind, reading: same(truth)).note == "the truth has no contacts")
    #expect(EnergyInjection.score(same(truth), truth: blind, reading: same(truth)).value == nil)
    #expect(ContactScore.score(same(truth), truth: blind, reading: same(truth)).value == nil)
    let light = LawTruth(
      names: truth.names, rate: 30, gravity: 9.81, positions: truth.positions, touching: truth.touching, movers: [],
      masses: [nil, nil])
    #expect(
      MomentumError.score(same(truth), light, reading: same(truth)).note == "the masses of the objects are not known")
    #expect(GravityError.score(same(truth), truth, reading: same(truth)).value == nil)
    #expect(MomentumError.score(same(try fall()), try fall(), reading: same(try fall())).value == nil)
  }
}
