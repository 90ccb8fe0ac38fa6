import Foundation

extension MetricName {
  /// Whether the metric has a normalised score: A1, A2, B1, C1, C2, D1 and D2. A3 is normalised already, and C3 to C5
  /// stay in physical units.
  public var isNormalised: Bool {
    [.psnr, .ssim, .reprojection, .occupancy, .trajectory, .velocity, .actionFollowing, .crps, .energyScore]
      .contains(self)
  }

  /// A value as an error, 0 being best: a mean squared error for `psnr`, 1 − value for shares.
  public func error(_ value: Double) -> Double {
    switch self {
    case .psnr: value >= PSNR.most ? 0 : pow(10, -value / 10)
    default: higherIsBetter == true ? (ideal ?? 1) - value : value
    }
  }
}
