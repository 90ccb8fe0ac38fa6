import Foundation
import TensorCore

/// The worst disagreement of two arrays, as a text for a failed expectation; nil when all elements pass.
public func disagreement(_ found: [Float], _ expected: [Float], _ tolerance: Tolerance) -> String? {
  guard found.count == expected.count else { return "\(found.count) elements, not \(expected.count)" }
  let scale = (expected.reduce(0) { $0 + Double($1) * Double($1) } / Double(max(1, expected.count))).squareRoot()
  var worst: (ratio: Float, index: Int) = (0, -1)
  for i in found.indices {
    if found[i] == expected[i] || (found[i].isNaN && expected[i].isNaN) { continue }
    let ratio = abs(found[i] - expected[i]) / max(abs(expected[i]), Float(scale), .leastNormalMagnitude)
    if !(ratio <= worst.ratio) { worst = (ratio.isNaN ? .infinity : ratio, i) }
  }
  guard worst.ratio > tolerance.relative else { return nil }
  let i = worst.index
  return
    "element \(i) of \(found.count) is \(found[i]), not \(expected[i]): off by \(worst.ratio), allowed \(tolerance.relative)"
}

public func disagreement(_ found: Tensor, _ expected: Tensor, _ tolerance: Tolerance) -> String? {
  guard found.shape == expected.shape else { return "shape \(found.shape), not \(expected.shape)" }
  return disagreement(found.floats(), expected.floats(), tolerance)
}

public func disagreement(_ found: Tensor, _ expected: [Float], _ tolerance: Tolerance) -> String? {
  disagreement(found.floats(), expected, tolerance)
}
