import Autograd
import TensorCore

/// adaLN-zero (Peebles & Xie, arXiv 2212.09748) through a low-rank map: `count` vectors from the condition.
public struct Modulation: Module {
  public let down: Linear
  public let up: Linear
  public let count: Int

  /// `up` starts at zero, so that blocks start as the identity.
  ///
  /// - Parameter outputs: length of each vector; nil: the condition's.
  public init(width: Int, rank: Int, count: Int, of outputs: Int? = nil, random: Philox) {
    down = Linear(width, rank, random: random)
    up = Linear(rank, count * (outputs ?? width), gain: 0, random: random)
    self.count = count
  }

  public var parameters: [NamedParameter] { down.parameters(in: "down") + up.parameters(in: "up") }

  /// c is (..., width); the vectors (..., outputs).
  public func callAsFunction(_ c: Variable, _ context: Context) -> [Variable] {
    up(down(c, context).silu(), context).chunks(count)
  }
}
