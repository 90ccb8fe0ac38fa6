import Autograd
import NeuralNetwork
import TensorCore
import WorldModel

/// What a decoder of predictions is judged by besides its distance to the truth: whether what it shows could be recorded.
///
/// Where a model is unsure, the absolute and the squared error ask for the median or the mean of what may be there, and neither is a
/// picture: a cube whose turn nobody knows becomes a disc. A critic learns beside the decoder to tell recorded frames
/// from decoded ones given the same latents (Isola et al., arXiv 1611.07004), by least squares (Mao et al., arXiv 1611.04076), and the
/// decoder learns to be taken for recorded. Since the critic knows the latents it can also miss a thing that
/// they tell of and that was faded away.
final class Critic {
  /// Spread of the noise on all that it is shown, of 2 from black to white: most of what any decoder gets wrong stays unseen.
  static let noise: Float = 0.03
  /// Steps over which the decoder begins to listen, while the critic learns to see.
  static let warmup = 200
  /// How strongly it is held to say the same of the same under other noise, so that its slope stays finite: where it is
  /// steep, the decoder finds patterns that fool it and show nothing. For the gradient penalty of Mescheder et al. (arXiv
  /// 1801.04406), as Lin et al. (arXiv 2501.08316) do without its second derivatives.
  static let steadiness: Float = 30
  /// How much faster it learns than the decoder, which it begins behind.
  static let lead: Float = 3
  /// What a patch weighs where nothing moves and both agree, against 1 elsewhere.
  static let still: Float = 0.1

  private let network: CriticNetwork
  private let optimiser: Optimiser
  private let compressor: Compressor
  private let weight, rate: Float
  private(set) var steps = 0

  /// - Parameters:
  ///   - weight: of the decoder's loss, once it listens in full.
  ///   - rate: the decoder's highest. The critic's is `lead` times that and stays: what it tells apart goes on changing.
  init(_ compressor: Compressor, weight: Double, rate: Double, random: Philox) {
    self.compressor = compressor
    (self.weight, self.rate) = (Float(weight), Self.lead * Float(rate))
    network = CriticNetwork(compressor.configuration, random: random)
    optimiser = Optimiser(network.parameters, usesMuon: true, plain: ["conv_in", "out"])
  }

  /// One step of the critic, then the decoder's loss by it: a scalar, 0 where all of it is taken for recorded.
  ///
  /// - Parameters:
  ///   - shown: decoded frames (B, T, H, W, 3), whole groups, with a tape; `truth` what was recorded.
  ///   - latents: raw, of the same groups and the one before, as `PredictedClips` draws them.
  func callAsFunction(_ shown: Variable, _ truth: Tensor, _ latents: Tensor, _ random: Philox, _ context: Context)
    -> Variable
  {
    let told = self.told(latents)
    let weights = weights(shown.value, truth)
    learn(shown.value, truth, told, weights, random, Context(context.precision, tape: Tape()))
    steps += 1
    let share = min(1, Float(steps) / Float(Self.warmup))
    let said = said(of: shown, told, random.split(2), context.frozen)
    return said.weightedSquaredError(.full(said.shape, 1), weights: weights).affine(scale: weight * share)
  }

  private func learn(
    _ decoded: Tensor, _ recorded: Tensor, _ latents: Tensor, _ weights: [Float], _ random: Philox, _ context: Context
  ) {
    func error(_ video: Tensor, wanted: Float, _ random: Philox) -> Variable {
      let twice = (0..<2).map { said(of: Variable(video), latents, random.split($0), context) }
      let unsteady = twice[0].subtracting(twice[1])
      return twice[0].weightedSquaredError(.full(twice[0].shape, wanted), weights: weights)
        .adding(unsteady.weightedSquaredError(.zeros(unsteady.shape), weights: weights).affine(scale: Self.steadiness))
    }
    let loss = error(decoded, wanted: 0, random.split(0)).adding(error(recorded, wanted: 1, random.split(1)))
    context.tape?.backward(from: loss)
    let norm = GradientNorm(network.parameters)
    // A decoder that has gone astray is reported by the loop; the critic stays as it is until then.
    guard norm.isFinite else { return }
    optimiser.step(rate: rate, gradientScale: norm.scale(limit: 1))
  }

  /// What the network is told of the groups that are shown.
  private func told(_ latents: Tensor) -> Tensor {
    compressor.normalised(latents.slice(axis: 1, 1..<latents.shape[1]))
  }

  /// Of noisy frames.
  private func said(of video: Variable, _ latents: Tensor, _ random: Philox, _ context: Context) -> Variable {
    let noisy = video.adding(Variable(random.normal(video.shape).affine(scale: Self.noise)))
    return network(compressor.grouped(noisy, starts: false), latents, context)
  }

  /// How much likelier it takes recorded frames for recorded than decoded ones, where something moves: 0 where it cannot tell
  /// them apart, 1 where it always can.
  func gap(_ shown: Tensor, _ truth: Tensor, _ latents: Tensor, _ random: Philox, _ context: Context) -> Double {
    let weights = weights(shown, truth)
    let told = self.told(latents)
    func mean(_ video: Tensor, _ random: Philox) -> Double {
      let values = said(of: Variable(video), told, random, context).value
      return zip(values.floats(), weights).reduce(0) { $0 + Double($1.0 * $1.1) } / Double(weights.count)
    }
    return mean(truth, random.split(1)) - mean(shown, random.split(0))
  }

  /// A weight for each patch, B·T'·H/8·W/8 with mean 1: those count in which something moves or both differ.
  private func weights(_ shown: Tensor, _ truth: Tensor) -> [Float] {
    let (group, cell) = (compressor.configuration.group, CompressorConfiguration.reduction)
    let (frames, rows, columns) = (truth.shape[1], truth.shape[2], truth.shape[3])
    let moves = PixelWeights.moving(truth)
    var weights = [Float](repeating: Self.still, count: moves.count / (group * cell * cell))
    shown.withFloats { x in
      truth.withFloats { y in
        for i in moves.indices {
          let differs = (3 * i..<3 * i + 3).contains { abs(x[$0] - y[$0]) > PixelWeights.change }
          guard moves[i] || differs else { continue }
          let (frame, row, column) = (i / (rows * columns), i / columns % rows, i % columns)
          let time = frame / frames * (frames / group) + frame % frames / group
          weights[(time * (rows / cell) + row / cell) * (columns / cell) + column / cell] = 1
        }
      }
    }
    let mean = weights.reduce(0, +) / Float(max(1, weights.count))
    return weights.map { $0 / mean }
  }
}

extension Critic: TrainingState {
  var state: [(name: String, tensor: Tensor)] {
    [("steps", Tensor([Float(steps)], shape: [1]))]
      + network.parameters.map { ("weights.\($0.name)", $0.parameter.single) }
      + optimiser.state.map { ("optimiser.\($0.name)", $0.tensor) }
  }

  func restore(_ tensor: (String) throws -> Tensor) throws {
    steps = Int(try tensor("steps").item)
    for named in network.parameters { named.parameter.value = try tensor("weights.\(named.name)").copy() }
    try optimiser.restore { try tensor("optimiser.\($0)") }
  }
}
