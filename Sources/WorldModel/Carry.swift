import Autograd
import NeuralNetwork
import TensorCore

/// Carries what stood around a place, a frame before, to where it is now.
///
/// What is pushed, or seen by a camera that moves, is there already in the frame before, a little to the side. Squeezed
/// through the network's width it would be drawn anew, and worse at each frame; here the nine tokens around go through
/// at full detail, mixed by maps that the network weighs for each token (dynamic filters, De Brabandere et al.,
/// arXiv 1605.09673, as a gated linear unit, Shazeer, arXiv 2002.05202).
struct Carry: Module {
  private let around, how, out: Linear
  private let width: Int

  /// Starts silent: `out` is zero.
  init(_ c: DynamicsConfiguration, random: Philox) {
    width = 9 * c.token
    around = Linear(width, c.carried, random: random.split(0))
    how = Linear(c.width, c.carried, random: random.split(1))
    out = Linear(c.carried, c.token, gain: 0, random: random.split(2))
  }

  /// What is added to each token, (B, T, N, token) in f32.
  ///
  /// - Parameters:
  ///   - before: nine tokens of the frame before for each, (B, T, 9 N, token).
  ///   - seen: what the network makes of each, (B, T, N, width).
  func callAsFunction(_ before: Tensor, _ seen: Variable, _ context: Context) -> Variable {
    let shape = seen.shape.dropLast() + [width]
    let mixed = around(Variable(before.reshaped(Array(shape))), context).silu()
    return out(mixed.timesElements(of: how(seen, context)), context).cast(to: .f32)
  }

  var parameters: [NamedParameter] {
    around.parameters(in: "around") + how.parameters(in: "how") + out.parameters(in: "out")
  }
}
