/// How well a loop kept its rate.
public struct PlayPace: Sendable, Equatable {
  public private(set) var actions = 0
  /// Actions that came later than half their interval.
  public private(set) var late = 0
  /// The most that the model was behind, seconds.
  public private(set) var worstLag = 0.0

  mutating func add(lateness: Double, lag: Double, rate: Double) {
    actions += 1
    if lateness > 0.5 / rate { late += 1 }
    worstLag = max(worstLag, lag)
  }
}
