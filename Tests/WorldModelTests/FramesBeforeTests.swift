import Autograd
import TensorCore
import Testing

@testable import WorldModel

@Suite struct FramesBeforeTests {
  private func condition(_ sigma: [Float], _ actions: Tensor) -> FrameCondition {
    FrameCondition(
      sigma: Tensor(sigma, shape: [1, sigma.count]), actions: actions,
      given: [Bool](repeating: true, count: sigma.count))
  }

  private let random = Philox(seed: 3, stream: 0)

  /// The best linear guess of x from y = (1 - s) x + s n is c y, with c = cov(x, y) / var(y).
  @Test(arguments: [0, 0.02, 0.5, 0.9, 1] as [Float])
  func aNoisyFrameIsTrustedByItsCovariance(sigma: Float) {
    let (x, n) = (random.normal([40_000]), random.split(1).normal([40_000]))
    let y = x.combined(1 - sigma, n, sigma)
    let products = x.timesElements(of: y).floats().reduce(0) { $0 + Double($1) }
    #expect(abs(Double(FramesBefore.trust(sigma)) - products / y.sumOfSquares()) < 0.02)
  }

  /// What no head changes is the frame before: a new network holds still, the first frame apart, which has none.
  @Test func withoutAHeadTheFrameBeforeStays() {
    let c = DynamicsConfiguration(
      latent: 5, patch: 2, views: 2, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4, actionWidth: 2, group: 2,
      window: 4)
    let dynamics = Dynamics(c, random: random)
    for named in dynamics.parameters where named.name.hasPrefix("head") {
      named.parameter.value = .zeros(named.parameter.value.shape)
    }
    let z = random.normal([1, 3, 2, 4, 6, 5])
    let frames = condition([0, 0, 0.7], random.normal([1, 3, 2, 2]))
    let out = dynamics(Variable(z), frames, Context(.f32)).value
    #expect(out.slice(axis: 1, 0..<1).floats().allSatisfy { $0 == 0 })
    #expect(out.slice(axis: 1, 1..<3).floats() == z.slice(axis: 1, 0..<2).floats())
  }

  /// Of a pair, both halves follow the first; a cache goes on where the last committed frame ended.
  @Test func pairsAndCachesTellTheSameFrames() {
    let z = random.normal([1, 4, 3, 5])
    let actions = random.split(2).normal([1, 4, 2, 2])
    let noisy = random.split(3).normal([1, 4, 3, 5])
    let levels: [Float] = [0.1, 0, 0.2, 0]
    let twice = FramesBefore(
      of: .concatenated([z, noisy], axis: 1),
      condition(levels + [1, 0.5, 1, 0.3], .concatenated([actions, actions], axis: 1)), .paired, nil, patch: 1)
    #expect(twice.tokens.slice(axis: 1, 0..<4).floats() == twice.tokens.slice(axis: 1, 4..<8).floats())
    #expect(twice.actions.slice(axis: 1, 4..<8).floats() == twice.actions.slice(axis: 1, 0..<4).floats())
    let cache = TimeCache(window: 3)
    for t in 0..<4 {
      let now = t..<(t + 1)
      let frame = condition([levels[t]], actions.slice(axis: 1, now))
      for commits in [false, true] {
        cache.commits = commits
        let one = FramesBefore(of: z.slice(axis: 1, now), frame, .causal, cache, patch: 1)
        #expect(one.tokens.floats() == twice.tokens.slice(axis: 1, now).floats(), "frame \(t)")
        #expect(one.actions.floats() == twice.actions.slice(axis: 1, now).floats(), "frame \(t)")
      }
    }
  }
}
