/// How long it takes from a key to the pixels that the model predicts because of it.
public struct LatencyLog: Sendable {
  private struct Waiting {
    var pressed: Double
    var branch: Int
    var frame: Int
  }

  private var waiting: [Waiting] = []
  /// Seconds, in the order of the keys.
  public private(set) var seconds: [Double] = []

  public init() {}

  /// A key pressed at `time` (seconds of any clock) acts first on this frame.
  public mutating func pressed(at time: Double, branch: Int, frame: Int) {
    waiting.append(Waiting(pressed: time, branch: branch, frame: frame))
  }

  /// A prediction of this frame is on the screen.
  public mutating func shown(branch: Int, frame: Int, at time: Double) {
    // A key whose branch was left before its answer came is not counted.
    for key in waiting where key.branch == branch && key.frame <= frame { seconds.append(time - key.pressed) }
    waiting.removeAll { $0.branch != branch || $0.frame <= frame }
  }

  /// The nearest-rank quantile; nil without keys.
  public func quantile(_ share: Double) -> Double? {
    guard !seconds.isEmpty else { return nil }
    let rank = Int((share * Double(seconds.count)).rounded(.up))
    return seconds.sorted()[min(max(rank, 1), seconds.count) - 1]
  }
}
