/// A number over time.
public struct Series: Sendable {
  public var name: String
  /// Such as `rad`; empty for plain numbers. Series of one unit share a plot.
  public var unit: String
  /// A value for each frame from the first; NaN where there is none.
  public var values: [Float]
  /// What the model was trained on: values outside are marked.
  public var trainedRange: ClosedRange<Float>?

  public init(name: String, unit: String = "", values: [Float], trainedRange: ClosedRange<Float>? = nil) {
    (self.name, self.unit, self.values, self.trainedRange) = (name, unit, values, trainedRange)
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
}
