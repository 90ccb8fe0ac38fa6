import Scoring

/// How one predicted frame compares with the simulator's.
public struct FrameScore: Sendable, Equatable {
  public var skill: LiveScore.Skill
  /// Distance of each object from where it is, metres; nil where two views do not show it.
  public var objects: [Double?]

  /// The mean over the objects that are seen, metres.
  public var objectError: Double? {
    let seen = objects.compactMap { $0 }
    return seen.isEmpty ? nil : seen.reduce(0, +) / Double(seen.count)
  }
}
