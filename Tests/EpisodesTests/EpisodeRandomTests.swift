import Episodes
import Testing

@Suite struct EpisodeRandomTests {
  // Known answers of the authors' library Random123 (kat_vectors, philox4x32 with 10 rounds).
  @Test func philoxGivesThePublishedAnswers() {
    let all = UInt32.max
    #expect(
      EpisodeRandom.philox(counter: .zero, key: .zero) == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      EpisodeRandom.philox(counter: SIMD4(repeating: all), key: SIMD2(all, all))
        == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      EpisodeRandom.philox(
        counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
        == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func streamsAndSeedsAreIndependent() {
    var first: Set<UInt32> = []
    for seed in 0..<50 as Range<UInt64> {
      for stream in [EpisodeRandom.Stream.placement, .choice, .policy, .perturbation] {
        var random = EpisodeRandom(seed: seed, stream: stream)
        first.insert(random.next32())
      }
    }
    #expect(first.count == 200)
  }

  @Test func drawsHaveTheirMoments() {
    var random = EpisodeRandom(seed: 3, stream: 9)
    let n = 20_000
    let uniform = (0..<n).map { _ in random.unit() }
    let normal = (0..<n).map { _ in random.normal() }
    // Four standard errors of mean and variance.
    let scale = 4 / Double(n).squareRoot()
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniform.reduce(0, +) / Double(n) - 0.5) < 0.29 * scale)
    #expect(abs(normal.reduce(0, +) / Double(n)) < scale)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / Double(n) - 1) < 1.42 * scale)
    #expect((0..<100).allSatisfy { _ in random.weighted([0, 1, 0]) == 1 })
  }
}
