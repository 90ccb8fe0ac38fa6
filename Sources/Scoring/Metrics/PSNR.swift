import Foundation

/// A1 `psnr`: 10·log₁₀(1 / mean squared error), the errors of all views and predicted frames pooled before the logarithm.
///
/// Values lie in 0…1, so the peak is 1. Identical frames have no finite value: 100 dB stands for them, with the note
/// `identical`, and is the most that any pair is given. The curve holds each frame's value pooled over views.
public enum PSNR {
  /// dB, for identical frames.
  public static let most = 100.0

  public static func score(_ predicted: [Clip], truth: [Clip]) -> MetricValue {
    let frames = truth.first?.frames ?? 0
    let samples = truth.reduce(0) { $0 + $1.frameBytes }
    let byView = parallelMap(frames) { t in zip(predicted, truth).map { SquaredError.total($0, $1, frame: t) } }
    let sums = byView.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +)
    return MetricValue(
      decibels(total, samples: samples * frames), note: total == 0 ? "identical" : nil,
      curve: sums.map { decibels($0, samples: samples) },
      views: truth.indices.map { view in
        decibels(byView.reduce(0) { $0 + $1[view] }, samples: truth[view].frameBytes * frames)
      })
  }

  /// From a sum of squared differences of 8-bit values.
  static func decibels(_ sum: Int, samples: Int) -> Double {
    guard sum > 0, samples > 0 else { return most }
    return min(most, 10 * log10(255 * 255 * Double(samples) / Double(sum)))
  }
}
