import Autograd
import NeuralNetwork
import TensorCore

/// Attention over one axis (space or time), then an MLP, both modulated by the condition: a DiT block
/// (Peebles & Xie, arXiv 2212.09748) with QK-norm (Henry et al., arXiv 2010.04245).
final class TransformerBlock: Module {
  enum Axis { case space, time }

  let axis: Axis
  private let heads, window: Int
  private let modulation: Modulation
  private let qkv, out, fc1, fc2: Linear
  private let queryScale, keyScale: Parameter

  init(_ c: DynamicsConfiguration, axis: Axis, random: Philox) {
    self.axis = axis
    (heads, window) = (c.heads, c.window)
    modulation = Modulation(width: c.width, rank: c.modulationRank, count: 6, random: random.split(0))
    qkv = Linear(c.width, 3 * c.width, random: random.split(1))
    out = Linear(c.width, c.width, random: random.split(2))
    fc1 = Linear(c.width, c.mlp * c.width, random: random.split(3))
    fc2 = Linear(c.mlp * c.width, c.width, random: random.split(4))
    queryScale = Parameter(.full([c.head], 1))
    keyScale = Parameter(.full([c.head], 1))
  }

  /// x is (B, T, N, D), condition (B, T, D).
  func callAsFunction(_ x: Variable, _ condition: Variable, _ pass: DynamicsPass, _ context: Context) -> Variable {
    let m = modulation(condition, context)
    let h = attend(qkv(x.modulated(shift: m[0], scale: m[1], context), context), pass, context)
    let y = x.addingGated(out(h, context), gate: m[2])
    let hidden = fc1(y.modulated(shift: m[3], scale: m[4], context), context).gelu()
    return y.addingGated(fc2(hidden, context), gate: m[5])
  }

  private func attend(_ qkv: Variable, _ pass: DynamicsPass, _ context: Context) -> Variable {
    let (query, key) = (context.variable(queryScale), context.variable(keyScale))
    switch axis {
    case .space:
      return qkv.attendingOverSpace(query: query, key: key, positions: pass.places, heads: heads)
    case .time:
      let past = pass.cache?.past(of: self) ?? []
      let y = qkv.attendingOverTime(
        query: query, key: key, positions: pass.times(past.count + qkv.shape[1]), heads: heads, window: window,
        sight: pass.sight, past: past)
      pass.cache?.offer(qkv.value, from: self)
      return y
    }
  }

  var parameters: [NamedParameter] {
    modulation.parameters(in: "modulation") + qkv.parameters(in: "qkv")
      + [NamedParameter("q_scale", queryScale), NamedParameter("k_scale", keyScale)]
      + out.parameters(in: "out") + fc1.parameters(in: "fc1") + fc2.parameters(in: "fc2")
  }
}
