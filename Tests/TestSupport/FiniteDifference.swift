import Foundation
import TensorCore

/// Checks gradients against central differences along random directions.
///
/// For f(x) a scalar and v a random direction, (f(x + h v) - f(x - h v)) / 2h must equal <df/dx, v>. A difference of f32
/// values has error eps |f| / h and the formula h^2 f''' / 6, so h is about the cube root of eps.
public enum FiniteDifference {
  /// The largest disagreement over all inputs as a share of the slope's scale; `values` gives f at given inputs,
  /// `gradients` df/dx for each input.
  public static func disagreement(
    _ inputs: [Tensor], step: Float = 4e-3, tolerance: Double = 2e-2, values: ([Tensor]) -> Double,
    gradients: ([Tensor]) -> [Tensor]
  ) -> String? {
    let slopes = gradients(inputs)
    for (i, input) in inputs.enumerated() {
      guard slopes[i].shape == input.shape else { return "input \(i): gradient of shape \(slopes[i].shape)" }
      for seed in UInt32(0)..<3 {
        let direction = Philox(seed: seed, stream: 1234 + UInt32(i)).normal(input.shape)
        func value(_ h: Float) -> Double {
          var moved = inputs
          moved[i] = input.combined(1, direction, h)
          return values(moved)
        }
        let measured = (value(step) - value(-step)) / Double(2 * step)
        let expected = slopes[i].cast(to: .f32).timesElements(of: direction).sum()
        // A direction's slope is of the size of the gradient's length; one that happens to vanish is held to that.
        let scale = max(abs(expected), slopes[i].sumOfSquares().squareRoot(), 1e-6)
        if !(abs(measured - expected) <= tolerance * scale) {
          return "input \(i), direction \(seed): measured \(measured), gradient says \(expected) (scale \(scale))"
        }
      }
    }
    return nil
  }
}
