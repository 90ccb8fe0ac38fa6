import Foundation

/// One score: a number, or the reason why there is none.
///
/// What cannot be measured *on truth* is null with a reason; what finds nothing *in the prediction* has the
/// metric's worst value instead.
public struct MetricValue: Codable, Equatable, Sendable {
  /// Nil where the score cannot be measured, or came out not finite.
  public var value: Double?
  /// Why there is no value, or what the reader must know about it (`identical`).
  public var note: String?
  /// The share of what should be measured that truth allows to be measured, 0…1.
  public var measurable: Double
  /// The score of each predicted frame, where that has a meaning; nil for a frame without one.
  public var curve: [Double?]?
  /// Figures beside the value, by name.
  public var details: [String: Double]
  /// The score of each view by itself, in truth's order, where there are several and that has a meaning.
  public var views: [Double?]?

  /// A value that is not finite becomes null with a reason, and non-finite details are dropped.
  public init(
    _ value: Double, note: String? = nil, measurable: Double = 1, curve: [Double?]? = nil,
    details: [String: Double] = [:], views: [Double?]? = nil
  ) {
    self.value = value.isFinite ? value : nil
    self.note = value.isFinite ? note : "the value is not finite"
    self.measurable = measurable
    self.curve = curve?.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    self.details = details.filter { $0.value.isFinite }
    self.views = views.flatMap { $0.count > 1 ? $0.map { $0.flatMap { $0.isFinite ? $0 : nil } } : nil }
  }

  private init(reason: String, details: [String: Double]) {
    (value, note, measurable, curve) = (nil, reason, 0, nil)
    self.details = details.filter { $0.value.isFinite }
  }

  /// A score that truth does not allow to be measured.
  public static func unmeasurable(_ reason: String, details: [String: Double] = [:]) -> MetricValue {
    MetricValue(reason: reason, details: details)
  }
}
