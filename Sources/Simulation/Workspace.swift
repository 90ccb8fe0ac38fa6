import Diagnostics

/// Where the arm works and objects stay, in metres; the table's top is z = 0.
public struct Workspace: Sendable {
  /// Where objects start.
  public var start: (x: ClosedRange<Double>, y: ClosedRange<Double>) = (0.17...0.37, -0.17...0.17)
  /// Where scripted actions may leave them.
  public var end: (x: ClosedRange<Double>, y: ClosedRange<Double>) = (0.15...0.38, -0.21...0.21)
  /// Where the tip may go.
  public var tip: (x: ClosedRange<Double>, y: ClosedRange<Double>) = (0.11...0.40, -0.25...0.25)
  /// Smallest distance between objects' centres at the start.
  public var spacing = 0.08

  public init() {}

  public func holds(_ point: SIMD3<Double>) -> Bool { end.x.contains(point.x) && end.y.contains(point.y) }
  public func allows(tip point: SIMD3<Double>) -> Bool { tip.x.contains(point.x) && tip.y.contains(point.y) }
}
