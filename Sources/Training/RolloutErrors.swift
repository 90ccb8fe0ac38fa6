import Autograd
import TensorCore

/// Squared errors of rollouts over those of holding the last given frame, by what cells show: most of a picture stands
/// still and hides in a mean what a prediction is judged by.
struct RolloutErrors {
  /// Where errors are counted, by the marks of `MotionMap`.
  private enum Place: String, CaseIterable {
    case everywhere = "latent_error"
    case things = "latent_error_things"
    case moving = "latent_error_moving"

    var leastMark: Float {
      switch self {
      case .everywhere: MotionMap.nothing
      case .things: MotionMap.thing
      case .moving: MotionMap.moving
      }
    }
  }

  private var errors: [Place: Double] = [:]
  private var still: [Place: Double] = [:]
  /// Under another clip's actions, and what holding still is off in the same clips.
  private var shuffled = (error: 0.0, still: 0.0)

  /// Adds clips: latents (B, T, V, h, w, z) each, the marks of their cells (B × T × V × h × w).
  ///
  /// - Parameter other: nil where there is no other clip to lend its actions.
  mutating func add(_ rolled: Tensor, shuffled other: Tensor?, frozen: Tensor, truth: Tensor, marks: [Float]) {
    for place in Place.allCases {
      let weights: [Float] = marks.map { $0 >= place.leastMark ? 1 : 0 }
      func error(_ x: Tensor) -> Double {
        Double(Variable(x).weightedSquaredError(truth, weights: weights).value.item) * Double(truth.count)
      }
      errors[place, default: 0] += error(rolled)
      still[place, default: 0] += error(frozen)
    }
    guard let other else { return }
    shuffled.error += other.squaredDistance(to: truth)
    shuffled.still += frozen.squaredDistance(to: truth)
  }

  /// 1: as holding still; those of which nothing is known or nothing changes are left out.
  var figures: [(name: String, value: Double)] {
    let hold = still[.everywhere] ?? 0
    guard hold > 0 else { return [] }
    var figures = [(Place.everywhere.rawValue, (errors[.everywhere] ?? 0) / hold)]
    if shuffled.still > 0 { figures.append(("latent_error_shuffled", shuffled.error / shuffled.still)) }
    for place in [Place.things, .moving] {
      guard let error = errors[place], let hold = still[place], hold > 0 else { continue }
      figures.append((place.rawValue, error / hold))
    }
    return figures
  }
}
