import TensorCore
import TestSupport

@testable import Autograd

/// Compares an operation's gradients with finite differences in f32: the scalar is <result, fixed random numbers>.
func gradientError(
  _ inputs: [Tensor], tolerance: Double = 2e-2, _ operation: ([Variable]) -> Variable
) -> String? {
  func weights(_ shape: [Int]) -> Tensor { sample(shape, seed: 99) }
  return FiniteDifference.disagreement(
    inputs, tolerance: tolerance,
    values: { inputs in
      let y = operation(inputs.map { Variable($0) }).value.cast(to: .f32)
      return y.timesElements(of: weights(y.shape)).sum()
    },
    gradients: { inputs in
      let tape = Tape()
      let leaves = inputs.map { tape.leaf($0) }
      let y = operation(leaves)
      tape.backward(from: y, seed: weights(y.shape).cast(to: y.dtype))
      return leaves.map { $0.gradient ?? .zeros($0.shape) }
    })
}

/// The same for parameters, which an operation takes beside its variables.
func parameterGradientError(
  _ inputs: [Tensor], _ parameters: [Tensor], _ operation: @escaping ([Variable], [Parameter], Context) -> Variable
) -> String? {
  func weights(_ shape: [Int]) -> Tensor { sample(shape, seed: 99) }
  return FiniteDifference.disagreement(
    inputs + parameters,
    values: { all in
      let p = all.dropFirst(inputs.count).map { Parameter($0) }
      let y = operation(all.prefix(inputs.count).map { Variable($0) }, p, Context(.f32)).value
      return y.timesElements(of: weights(y.shape)).sum()
    },
    gradients: { all in
      let tape = Tape()
      let p = all.dropFirst(inputs.count).map { Parameter($0) }
      let leaves = all.prefix(inputs.count).map { tape.leaf($0) }
      let y = operation(leaves, p, Context(.f32, tape: tape))
      tape.backward(from: y, seed: weights(y.shape))
      return leaves.map { $0.gradient ?? .zeros($0.shape) } + p.map { $0.gradient ?? .zeros($0.shape) }
    })
}
