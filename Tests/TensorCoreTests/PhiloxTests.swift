import TensorCore
import TestSupport
import Testing

@Suite struct PhiloxTests {
  /// Random123's known answers for philox4x32-10.
  @Test func knownAnswers() {
    #expect(Philox(seed: 0, stream: 0).block(0) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
  }

  @Test func anyPartEqualsTheWhole() {
    let random = Philox(seed: 5, stream: 9)
    let whole = random.normal([5000]).floats()
    let flat = random.uniform([5000]).floats()
    for (first, count) in [(0, 1), (1, 6), (3, 4097), (4999, 1)] {
      #expect(random.normal([count], first: first).floats() == Array(whole[first..<first + count]))
      #expect(random.uniform([count], first: first).floats() == Array(flat[first..<first + count]))
    }
  }

  @Test func momentsAreRight() {
    let random = Philox(seed: 1, stream: 2)
    let n = 1 << 18
    let z = random.normal([n])
    let u = random.uniform([n])
    // Five standard errors.
    let slack = 5 / Double(n).squareRoot()
    #expect(abs(z.mean()) < slack && abs(z.sumOfSquares() / Double(n) - 1) < 1.5 * slack)
    #expect(abs(u.mean() - 0.5) < 0.3 * slack)
    let values = u.floats()
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(random.split(1) != random.split(2) && random.split(1).uniform([4]).floats() != random.uniform([4]).floats())
    let counts = (0..<6000).reduce(into: [0, 0, 0]) { $0[random.integer(below: 3, at: $1)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 2000) < 200 })
  }
}
