import Autograd
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import WorldModel

/// Golden files of the PyTorch reference; `python/golden/make_model_golden.py` makes them.
private let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

private func file(_ name: String) throws -> Safetensors {
  try Safetensors(path: golden.appendingPathComponent("\(name)/golden.safetensors").path)
}

/// |a - b| / |b|, both as vectors.
private func relative(_ a: Tensor, _ b: Tensor) -> Double {
  (a.cast(to: .f32).squaredDistance(to: b.cast(to: .f32)) / max(1e-30, b.cast(to: .f32).sumOfSquares())).squareRoot()
}

/// f32 sums in another order: a few hundred roundings of 6e-8 each.
private let exact = 2e-5
/// bf16 rounds at 2^-9; a few dozen layers add up.
private let rounded = 2e-2

@Suite struct GoldenTests {
  @Test(arguments: ["spacetime", "spatial"])
  func compressorAgreesWithTheReference(name: String) throws {
    let compressor = try ModelFolder(golden.appendingPathComponent(name)).loadCompressor()
    let g = try file(name)
    for (precision, tolerance) in [(Precision.f32, exact), (.bf16, rounded)] {
      let context = Context(precision)
      let latents = compressor.encode(try g.tensor("video"), context)
      #expect(latents.shape == g.shape("latents"))
      #expect(relative(latents, try g.tensor("latents")) < tolerance)
      let decoded = compressor.decode(try g.tensor("latents"), context)
      #expect(decoded.shape == g.shape("decoded"))
      #expect(relative(decoded, try g.tensor("decoded")) < tolerance)
    }
  }

  @Test(arguments: ["spacetime", "spatial"])
  func aStreamEqualsTheWholeClipExactly(name: String) throws {
    let compressor = try ModelFolder(golden.appendingPathComponent(name)).loadCompressor()
    let video = try file(name).tensor("video")
    let context = Context(.f32)
    let group = compressor.configuration.group
    let whole = compressor.encode(video, context)
    let (encoderCache, decoderCache) = (StreamCache(), StreamCache())
    var latents: [Tensor] = []
    var frames: [Tensor] = []
    var at = 0
    for i in 0..<whole.shape[1] {
      let count = i == 0 ? 1 : group
      let part = video.slice(axis: 1, at..<(at + count))
      at += count
      latents.append(compressor.encode(part, context, cache: encoderCache, starts: i == 0))
      frames.append(compressor.decode(latents[i], context, cache: decoderCache, starts: i == 0))
    }
    #expect(Tensor.concatenated(latents, axis: 1).floats() == whole.floats())
    #expect(Tensor.concatenated(frames, axis: 1).floats() == compressor.decode(whole, context).floats())
  }

  private func condition(_ g: Safetensors) throws -> FrameCondition {
    FrameCondition(
      sigma: try g.tensor("sigma"), actions: try g.tensor("actions"),
      given: [false, true, true, false, true, false])
  }

  @Test func dynamicsAgreesWithTheReference() throws {
    let dynamics = try ModelFolder(golden.appendingPathComponent("dynamics")).loadDynamics()
    let g = try file("dynamics")
    let z = Variable(try g.tensor("z"))
    for (precision, tolerance) in [(Precision.f32, exact), (.bf16, rounded)] {
      let context = Context(precision)
      let causal = dynamics(z, try condition(g), context).value
      #expect(relative(causal, try g.tensor("out")) < tolerance)
      let open = dynamics(z, try condition(g), context, sight: .open).value
      #expect(relative(open, try g.tensor("out_open")) < tolerance)
    }
  }

  /// Checkpoints from before frames were told the one before them.
  @Test func aNetworkThatIsNotToldTheFrameBeforeAgreesWithTheReference() throws {
    let dynamics = try ModelFolder(golden.appendingPathComponent("plain")).loadDynamics()
    #expect(!dynamics.configuration.previous)
    let g = try file("plain")
    let frames = FrameCondition(
      sigma: try g.tensor("sigma"), actions: try g.tensor("actions"), given: [false, true, true])
    for (precision, tolerance) in [(Precision.f32, exact), (.bf16, rounded)] {
      let out = dynamics(Variable(try g.tensor("z")), frames, Context(precision)).value
      #expect(relative(out, try g.tensor("out")) < tolerance)
    }
  }

  /// A noisy frame beside the clean clip is told what sampling tells it through the cache. The convolutions answer the
  /// noisy frames alone; without them the clean ones are answered alike too.
  /// So it is where a camera of each clip moves.
  @Test(arguments: [true, false], [true, false])
  func aPairedPassEqualsTheCachedOne(_ isWarping: Bool, _ isGuided: Bool) throws {
    let dynamics = try ModelFolder(golden.appendingPathComponent("dynamics")).loadDynamics()
    for named in dynamics.parameters where !isWarping && named.name.hasPrefix("warp.out") {
      named.parameter.value = .zeros(named.parameter.value.shape)
    }
    let g = try file("dynamics")
    let (clean, noisy) = (try g.tensor("z"), try g.tensor("target"))
    let (condition, context) = (try condition(g), Context(.f32))
    let seen = Philox(seed: 6, stream: 0).normal(clean.shape)
    let guide = isGuided ? Guide(latents: seen, isTold: [false, true, true, true]) : nil
    let twice = FrameCondition(
      sigma: .concatenated([condition.sigma, condition.sigma.affine(scale: 0.5)], axis: 1),
      actions: .concatenated([condition.actions, condition.actions], axis: 1),
      given: [false, true, true, false, true, true, false, true, false, false, true, false],
      guide: guide.map { Guide(latents: .concatenated([seen, seen], axis: 1), isTold: $0.isTold) })
    let both = Tensor.concatenated([clean, noisy], axis: 1)
    let paired = dynamics(Variable(both), twice, context, sight: .paired).value
    let cache = TimeCache(window: dynamics.configuration.window)
    for t in 0..<3 {
      let now = t..<(t + 1)
      func part(_ sigma: Tensor) -> FrameCondition {
        FrameCondition(
          sigma: sigma.slice(axis: 1, now), actions: condition.actions.slice(axis: 1, now),
          given: [condition.given[t], condition.given[3 + t]], guide: guide?.frames(now))
      }
      cache.commits = false
      let alone = dynamics(
        Variable(noisy.slice(axis: 1, now)), part(condition.sigma.affine(scale: 0.5)), context, cache: cache)
      #expect(relative(paired.slice(axis: 1, (3 + t)..<(4 + t)), alone.value) < 1e-6, "frame \(t)")
      cache.commits = true
      let told = dynamics(Variable(clean.slice(axis: 1, now)), part(condition.sigma), context, cache: cache)
      guard !isWarping else { continue }
      #expect(relative(paired.slice(axis: 1, now), told.value) < 1e-6, "frame \(t)")
    }
  }

  @Test func gradientsAgreeWithTheReference() throws {
    let dynamics = try ModelFolder(golden.appendingPathComponent("dynamics")).loadDynamics(forTraining: true)
    let g = try file("dynamics")
    let tape = Tape()
    let out = dynamics(Variable(try g.tensor("z")), try condition(g), Context(.f32, tape: tape))
    let weights = try g.tensor("sigma").floats().map { 1 / ($0 * $0 + 0.04) }
    let loss = out.weightedSquaredError(try g.tensor("target"), weights: weights)
    #expect(abs(loss.value.item - (try g.tensor("loss").item)) < 1e-4)
    tape.backward(from: loss)
    for named in dynamics.parameters {
      let gradient = try #require(named.parameter.gradient, "\(named.name) has no gradient")
      let stored = try g.tensor("grad.\(named.name)")
      let isFilter = named.parameter.fileLayout != .plain
      let expected = (isFilter ? stored.permuted([0, 3, 4, 2, 1]) : stored).reshaped(gradient.shape)
      #expect(relative(gradient, expected) < 1e-4, "\(named.name)")
    }
  }

  /// Seven frames with a window of four: the sink frame and the rolling window are in use.
  @Test func rolloutsAgreeWithTheReference() throws {
    let dynamics = try ModelFolder(golden.appendingPathComponent("dynamics")).loadDynamics()
    let g = try file("dynamics")
    let (noise, actions, given) = (try g.tensor("noise"), try g.tensor("long_actions"), try g.tensor("context"))
    for (precision, tolerance) in [(Precision.f32, 1e-4), (.bf16, 5e-2)] {
      let sampler = Sampler(
        dynamics, given: given, actions: actions.slice(axis: 1, 0..<2), noise: noise.slice(axis: 1, 0..<2), steps: 3,
        contextNoise: 0.02, Context(precision))
      var frames: [Tensor] = []
      for t in 2..<7 {
        let (n, a) = (noise.slice(axis: 1, t..<(t + 1)), actions.slice(axis: 1, t..<(t + 1)))
        frames.append(sampler.next(noise: n, actions: a))
        sampler.commit(frames[t - 2], actions: a, noise: n)
      }
      #expect(relative(.concatenated(frames, axis: 1), try g.tensor("rolled")) < tolerance)
    }
  }
}
