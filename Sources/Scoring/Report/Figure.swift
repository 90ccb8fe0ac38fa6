import Foundation

/// Numbers as a reader wants them.
public enum Figure {
  /// A score with its unit: `21.43 dB`, `0.612`, `3.2 mm`; metres below 1 m are given in millimetres.
  static func score(_ value: Double, _ metric: MetricName) -> String {
    switch metric.unit {
    case "dB": "\(fixed(value, 2)) dB"
    case "px": "\(fixed(value, 2)) px"
    case "mm": "\(fixed(value, 1)) mm"
    case "m": abs(value) < 1 ? "\(fixed(1000 * value, 1)) mm" : "\(fixed(value, 2)) m"
    default: fixed(value, 3) + (metric.unit.isEmpty ? "" : " \(metric.unit)")
    }
  }

  /// A share as a percentage.
  public static func percent(_ share: Double) -> String { "\(fixed(100 * share, 0))%" }

  /// With that many decimals, a proper minus sign, and no minus before zeros.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", value)
    guard text.hasPrefix("-") else { return text }
    let bare = String(text.dropFirst())
    return bare.contains { $0 != "0" && $0 != "." } ? "−\(bare)" : bare
  }

  /// As few digits as it takes.
  static func plain(_ value: Double) -> String { String(format: "%g", value) }

  /// For coordinates in an SVG.
  static func coordinate(_ value: Double) -> String {
    String(format: "%.1f", value.isFinite ? value : 0)
  }
}
