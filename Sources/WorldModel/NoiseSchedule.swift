/// The noise levels that a sampler passes: 1 = s_0 > … > s_steps = 0.
///
/// Of evenly spaced levels u, s = k u / (1 + (k - 1) u) with a shift k (Esser et al., arXiv 2403.03206). A future that
/// the past and the actions all but decide is settled at high noise; a shift above 1 spends the steps there.
public struct NoiseSchedule: Sendable {
  public let levels: [Float]

  public init(steps: Int, shift: Double = 1) {
    levels = (0...steps).map { step in
      let even = Float(steps - step) / Float(steps)
      return shift == 1 ? even : Float(shift) * even / (1 + Float(shift - 1) * even)
    }
  }
}
