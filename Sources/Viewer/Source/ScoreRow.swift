/// A score of the prediction beside what it is to be read against.
public struct ScoreRow: Sendable {
  public var name: String
  public var unit: String
  public var value: Double?
  /// What the truth itself scores: the ceiling.
  public var truth: Double?
  /// What repeating the last given frame scores: the floor.
  public var copyLast: Double?
  /// What a second recording of the same actions scores: as good as chance allows.
  public var secondTake: Double?
  /// `nil` where neither is better.
  public var higherIsBetter: Bool?
  /// One sentence for the tooltip.
  public var explanation: String

  public init(
    name: String, unit: String = "", value: Double?, truth: Double? = nil, copyLast: Double? = nil,
    secondTake: Double? = nil, higherIsBetter: Bool? = nil, explanation: String = ""
  ) {
    (self.name, self.unit, self.value, self.truth) = (name, unit, value, truth)
    (self.copyLast, self.secondTake) = (copyLast, secondTake)
    (self.higherIsBetter, self.explanation) = (higherIsBetter, explanation)
  }

  /// Whether the prediction beats copying the last frame; `nil` where that cannot be said.
  var beatsCopying: Bool? {
    guard let value, let copyLast, let higherIsBetter, value != copyLast else { return nil }
    return (value > copyLast) == higherIsBetter
  }
}
