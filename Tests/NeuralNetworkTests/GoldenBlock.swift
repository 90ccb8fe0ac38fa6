import Autograd
import NeuralNetwork
import TensorCore

/// The dynamics' block as the reference has it, for comparison with PyTorch.
struct GoldenBlock: Module {
  let modulation: Modulation
  let qkv, out, fc1, fc2: Linear
  let queryScale, keyScale: Parameter
  let isSpatial: Bool

  init(isSpatial: Bool) {
    let random = Philox(seed: 0, stream: 0)
    modulation = Modulation(width: 16, rank: 4, count: 6, random: random)
    (qkv, out) = (Linear(16, 48, random: random), Linear(16, 16, random: random))
    (fc1, fc2) = (Linear(16, 32, random: random), Linear(32, 16, random: random))
    (queryScale, keyScale) = (Parameter(.full([8], 1)), Parameter(.full([8], 1)))
    self.isSpatial = isSpatial
  }

  var parameters: [NamedParameter] {
    modulation.parameters(in: "modulation") + qkv.parameters(in: "qkv") + out.parameters(in: "out")
      + fc1.parameters(in: "fc1") + fc2.parameters(in: "fc2")
      + [NamedParameter("q_scale", queryScale), NamedParameter("k_scale", keyScale)]
  }

  func callAsFunction(_ x: Variable, _ c: Variable, _ context: Context) -> Variable {
    let m = modulation(c, context)
    let attended = attention(qkv(x.modulated(shift: m[0], scale: m[1], context), context), context)
    let y = x.addingGated(out(attended, context), gate: m[2])
    let hidden = fc1(y.modulated(shift: m[3], scale: m[4], context), context).gelu()
    return y.addingGated(fc2(hidden, context), gate: m[5])
  }

  private func attention(_ qkv: Variable, _ context: Context) -> Variable {
    let (query, key) = (context.variable(queryScale), context.variable(keyScale))
    if isSpatial {
      let rows = RotaryTable(positions: [0, 0, 0, 1, 1, 1], pairs: 2, base: 100)
      let columns = RotaryTable(positions: [0, 1, 2, 0, 1, 2], pairs: 2, base: 100)
      return qkv.attendingOverSpace(query: query, key: key, positions: rows.beside(columns), heads: 2)
    }
    let times = RotaryTable(positions: [0, 1, 2], pairs: 4, base: 100)
    return qkv.attendingOverTime(query: query, key: key, positions: times, heads: 2, window: 2, sight: .causal)
  }
}
