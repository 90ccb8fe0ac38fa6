/// A number over time.
public struct Series: Sendable {
  public var name: String
  /// Such as `rad`; empty for plain numbers. Series of one topic and unit share a plot.
  public var unit: String
  /// Such as `energy`; empty for scores and actions.
  public var topic: String
  /// A value for each frame from the first; NaN where there is none.
  public var values: [Float]
  /// What the model was trained on: values outside are marked.
  public var trainedRange: ClosedRange<Float>?

  public init(
    name: String, unit: String = "", values: [Float], trainedRange: ClosedRange<Float>? = nil, topic: String = ""
  ) {
    (self.name, self.unit, self.values, self.trainedRange) = (name, unit, values, trainedRange)
    self.topic = topic
  }

  /// The value at a frame, where there is one.
  func value(at frame: Int) -> Float? {
    guard values.indices.contains(frame), values[frame].isFinite else { return nil }
    return values[frame]
  }

  /// Frames whose values the model was not trained on.
  var outside: [Int] {
    guard let range = trainedRange else { return [] }
    return values.indices.filter { values[$0].isFinite && !range.contains(values[$0]) }
  }

  /// The frames that a line has to pass through to look like all of them: the lowest and the highest value of each stretch,
  /// in their order. A line is broken only where a whole stretch has no values.
  ///
  /// - Parameter stretches: how many the line is cut into, about as many as it is pixels long.
  func outline(stretches: Int) -> [Int] {
    let length = values.count / max(1, stretches)
    guard length > 2 else { return Array(values.indices) }
    return stride(from: 0, to: values.count, by: length).flatMap { start -> [Int] in
      let stretch = start..<min(start + length, values.count)
      let there = stretch.filter { values[$0].isFinite }
      guard let low = there.min(by: { values[$0] < values[$1] }), let high = there.max(by: { values[$0] < values[$1] })
      else { return [start] }
      return low == high ? [low] : [min(low, high), max(low, high)]
    }
  }
}
