import TensorCore

/// A variable's place on a tape: the gradient gathered so far, and how to hand it on.
final class Node {
  unowned let tape: Tape
  let dtype: DType
  /// Keeps its gradient after the backward pass, for the caller to read.
  let isLeaf: Bool
  private(set) var gradient: Tensor?
  /// Gives the inputs their share of this gradient. Holds the saved activations, so it is dropped once run.
  private var pull: ((Tensor) -> Void)?

  init(_ tape: Tape, _ dtype: DType, isLeaf: Bool = false, _ pull: ((Tensor) -> Void)?) {
    (self.tape, self.dtype, self.isLeaf, self.pull) = (tape, dtype, isLeaf, pull)
  }

  /// Adds a share of the gradient.
  func add(_ share: Tensor) {
    guard let sum = takeOwnedGradient() else {
      gradient = gradient.map { $0.adding(share, output: dtype) } ?? share.cast(to: dtype)
      return
    }
    sum.accumulate(share)
    gradient = sum
  }

  /// The gradient so far if nobody else looks at it, leaving none here: an operation adds its share in place and puts
  /// it back. Nil, and nothing changes, when there is none or it is shared.
  func takeOwnedGradient() -> Tensor? {
    guard var sum = gradient else { return nil }
    gradient = nil
    if sum.isUniquelyOwned() { return sum }
    gradient = sum
    return nil
  }

  /// Puts back what `takeOwnedGradient` gave.
  func put(_ sum: Tensor) { gradient = sum }

  /// Hands the gradient on and forgets what was saved for it.
  func run() {
    guard let pull else { return }
    self.pull = nil
    guard let full = gradient else { return }
    if !isLeaf { gradient = nil }
    pull(full)
  }
}
