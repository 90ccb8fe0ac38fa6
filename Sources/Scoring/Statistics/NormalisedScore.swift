/// A prediction's error on the scale between copying and truth's own variation.
///
/// score = clip((e_copy − e) / (e_copy − e_var), 0, 1), e_var the leave-one-out error among several takes of the same
/// scenario: no model can be asked to be nearer to truth than truth is to itself. Where e_copy < 3 · e_var hardly more
/// happens than chance explains: the scenario is low-motion and has no score. Scores are formed a scenario at a time;
/// never divide means over a data set.
public struct NormalisedScore: Codable, Sendable, Equatable {
  /// 0…1; nil with a reason.
  public var value: Double?
  public var error: Double?
  public var copyError: Double?
  public var variation: Double?
  public var note: String?

  enum CodingKeys: String, CodingKey {
    case value, error, note
    case copyError = "e_copy"
    case variation = "e_var"
  }

  public static let lowMotion = 3.0

  /// Errors are not negative and 0 is best; nil where one could not be measured.
  public init(error: Double?, copy: Double?, variation: Double?) {
    (self.error, copyError, self.variation) = (error, copy, variation)
    if let reason = Self.obstacle(error, copy, variation) {
      note = reason
    } else if let error, let copy, let variation {
      value = min(1, max(0, (copy - error) / (copy - variation)))
    }
  }

  /// Of values of a metric, turned into errors; nil for metrics that are not normalised.
  public init?(_ metric: MetricName, value: Double?, copy: Double?, takes: TakeErrors) {
    guard metric.isNormalised else { return nil }
    self.init(
      error: value.map { metric.error($0) }, copy: copy.map { metric.error($0) }, variation: takes.leaveOneOut)
  }

  /// Whether hardly more happens than chance explains; false where that could not be measured.
  public var isLowMotion: Bool {
    guard let copyError, let variation else { return false }
    return Self.isLowMotion(copyError, variation)
  }

  private static func isLowMotion(_ copy: Double, _ variation: Double) -> Bool {
    copy <= 0 || copy < lowMotion * variation
  }

  private static func obstacle(_ error: Double?, _ copy: Double?, _ variation: Double?) -> String? {
    guard let error else { return "the prediction's error could not be measured" }
    guard let copy else { return "the error of copying could not be measured" }
    guard let variation else { return "fewer than two takes could be measured" }
    guard [error, copy, variation].allSatisfy({ $0.isFinite && $0 >= 0 }) else { return "an error is not a number ≥ 0" }
    let isLow = isLowMotion(copy, variation)
    return isLow ? "low motion: copying errs less than three times as much as another take" : nil
  }
}
