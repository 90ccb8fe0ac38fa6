import Diagnostics
import Scoring

extension SuiteResult {
  /// Statistics over objects that move, or should not, need as many.
  static let leastMoved = 20

  /// What a pinned row has: truth, copying, constant velocity, a second take.
  public struct Reference: Codable, Sendable {
    public var mean: Double?
    /// 95% bounds of the mean.
    public var lo: Double?
    public var hi: Double?
    public var n: Int
  }

  /// How many objects a prediction moves before anything touches them (C5), with Wilson's bounds.
  public struct EarlyShare: Codable, Sendable {
    @Nullable public var share: Double? = nil
    public var lo: Double?
    public var hi: Double?
    /// Objects at rest that truth leaves alone or has touched later.
    public var n: Int
    /// Why there is no share.
    public var reason: String?

    init(early: Int, of n: Int) {
      self.n = n
      guard n >= SuiteResult.leastMoved, let interval = WilsonInterval(successes: min(early, n), of: n) else {
        reason = "\(n) objects at rest; \(SuiteResult.leastMoved) are needed"
        return
      }
      (share, lo, hi) = (interval.share, interval.lo, interval.hi)
    }
  }

  /// In how many episodes objects can be read out of truth.
  public struct ReadoutCount: Codable, Sendable, Equatable {
    /// That have objects.
    public var episodes: Int
    /// Of these, in which the readout's gate fails: their object scores should not be trusted.
    public var failed: Int

    /// Nil where no episode has objects, or none was asked.
    init?(_ episodes: [EpisodeScores]) {
      let known = episodes.compactMap(\.readout)
      guard !known.isEmpty else { return nil }
      (self.episodes, failed) = (known.count, known.lazy.filter { !$0.passes }.count)
    }
  }
}
