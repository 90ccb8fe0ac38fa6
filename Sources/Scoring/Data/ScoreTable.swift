/// A prediction's scores beside what truth, copying and a second take of the same scene would get.
public struct ScoreTable: Codable, Sendable {
  /// One metric's row.
  public struct Row: Codable, Sendable {
    public var metric: MetricName
    public var value: MetricValue
    /// Truth scored as if it were the prediction: perfect, or the readout's floor.
    public var truth: MetricValue
    /// The last context frame repeated.
    public var copyLast: MetricValue
    /// What moves goes on in a straight line.
    public var constantVelocity: MetricValue
    /// Another recording of the same scenario, with slightly other poses and friction; nil without one.
    public var secondTake: MetricValue?
    /// Truth after the model's compressor; nil without one.
    public var compressed: MetricValue?

    enum CodingKeys: String, CodingKey {
      case metric, value, truth, compressed
      case copyLast = "copy_last"
      case constantVelocity = "constant_velocity"
      case secondTake = "second_take"
    }

    public init(
      metric: MetricName, value: MetricValue, truth: MetricValue, copyLast: MetricValue,
      constantVelocity: MetricValue, secondTake: MetricValue?, compressed: MetricValue? = nil
    ) {
      (self.metric, self.value, self.truth) = (metric, value, truth)
      (self.copyLast, self.constantVelocity, self.secondTake) = (copyLast, constantVelocity, secondTake)
      self.compressed = compressed
    }
  }

  public var rows: [Row]
  /// How well the readout does on truth; scores that rest on it are no better than this.
  public var gate: ReadoutGate

  public init(rows: [Row], gate: ReadoutGate) {
    (self.rows, self.gate) = (rows, gate)
  }

  public subscript(metric: MetricName) -> Row? { rows.first { $0.metric == metric } }

  /// The same figures without those of each frame.
  public var withoutCurves: ScoreTable {
    func bare(_ value: MetricValue) -> MetricValue {
      var value = value
      value.curve = nil
      return value
    }
    let rows = rows.map { row in
      Row(
        metric: row.metric, value: bare(row.value), truth: bare(row.truth), copyLast: bare(row.copyLast),
        constantVelocity: bare(row.constantVelocity), secondTake: row.secondTake.map(bare),
        compressed: row.compressed.map(bare))
    }
    return ScoreTable(rows: rows, gate: gate)
  }
}
