import Autograd
import NeuralNetwork
import TensorCore

/// What conditions a latent frame.
public struct FrameCondition {
  /// Noise levels in 0...1, (B, T).
  public var sigma: Tensor
  /// Normalised actions (B, T, group, A).
  public var actions: Tensor
  /// Whether the actions are told, B × T in that order; a learned "none" stands for those that are not.
  public var given: [Bool]
  /// What is told of cameras that move; nil: none does, or nobody knows.
  public var guide: Guide?

  public init(sigma: Tensor, actions: Tensor, given: [Bool], guide: Guide? = nil) {
    precondition(sigma.count == given.count, "\(given.count) flags for \(sigma.count) frames")
    self.sigma = sigma
    self.actions = actions
    self.given = given
    self.guide = guide
  }
}

/// Noise level and actions to one vector a frame, (B, T, D).
///
/// Actions enter with their Fourier features: where a limb is drawn turns on sines of its joints. Each further condition
/// (text, say) would be one more term of the sum, with a "none" of its own.
struct ConditionEncoder: Module {
  private let noise1, noise2, action1, action2: Linear
  private let noAction: Parameter

  private static let noiseOctaves = 8
  private static let actionOctaves = 2

  init(_ c: DynamicsConfiguration, random: Philox) {
    noise1 = Linear(2 * Self.noiseOctaves, c.width, random: random.split(0))
    noise2 = Linear(c.width, c.width, random: random.split(1))
    let chunks = c.previous ? 2 : 1
    action1 = Linear((1 + 2 * Self.actionOctaves) * chunks * c.group * c.actionWidth, c.width, random: random.split(2))
    action2 = Linear(c.width, c.width, random: random.split(3))
    noAction = Parameter(.zeros([c.width]))
  }

  /// - Parameter before: the actions of the frames before, which a limb still follows; nil: the network is not told them.
  func callAsFunction(_ condition: FrameCondition, before: Tensor?, _ context: Context) -> Variable {
    let (b, t) = (condition.sigma.shape[0], condition.sigma.shape[1])
    let level = condition.sigma.reshaped([b, t, 1]).fourierFeatures(octaves: Self.noiseOctaves)
    let noise = noise2(noise1(Variable(level), context).silu(), context)
    let chunks = [condition.actions] + (before.map { [$0] } ?? [])
    let a = Tensor.concatenated(chunks.map { $0.reshaped([b, t, -1]) }, axis: 2)
    let features = Tensor.concatenated([a, a.fourierFeatures(octaves: Self.actionOctaves)], axis: 2)
    let told = action2(action1(Variable(features), context).silu(), context)
    let known = told.cast(to: .f32).selectingRows(where: condition.given, else: context.variable(noAction))
    return noise.adding(known).silu()
  }

  var parameters: [NamedParameter] {
    noise1.parameters(in: "noise1") + noise2.parameters(in: "noise2") + action1.parameters(in: "action1")
      + action2.parameters(in: "action2") + [NamedParameter("no_action", noAction)]
  }
}
