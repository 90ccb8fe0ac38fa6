/// What is scored, and how strictly.
public struct ScoreOptions: Codable, Sendable, Equatable {
  public var metrics: [MetricName]
  /// Give object scores even where the readout gate fails, with a note that says so.
  public var ignoresGate: Bool

  public init(metrics: [MetricName] = MetricName.firstSet, ignoresGate: Bool = false) {
    (self.metrics, self.ignoresGate) = (metrics, ignoresGate)
  }
}
