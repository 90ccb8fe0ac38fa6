/// Tests the scores themselves on corrupted truth, before any model is scored.
///
/// Rules: (1) no metric ranks a corruption strictly above truth, on any clip; (2) each designated corruption is worse than a second
/// take, the paired bootstrap interval of the difference in `badness` excluding 0; (3) every corruption is caught by two
/// groups of metrics or more, or is a documented gap; (4) the same input twice gives the same bits. Besides, truth must
/// be perfect to within each metric's floor on every clip. Metrics that truth does not allow to be measured have no row.
/// Scores of ensembles and of rankings are put to samples and policies made up for the purpose.
public struct SelfTest: Codable, Sendable, Equatable {
  /// One check.
  public struct Row: Codable, Sendable, Equatable {
    /// A metric's name; `groups`, `clips` and `repeat` for the rules on all of them.
    public var metric: String
    /// A corruption's name, or `truth`.
    public var corruption: String
    /// Mean difference in badness: against a second take where designated, against truth elsewhere, truth's own for
    /// `truth`. A number of groups or clips for the rules on all.
    public var delta: Double?
    /// 95% bounds of the mean.
    public var lo: Double?
    public var hi: Double?
    public var pass: Bool
    /// `truth`, `above_truth`, `designated`, `groups`, `clips`, `repeat`.
    public var rule: String
    /// What the reader must know: why it failed, or a documented gap.
    public var note: String?
    /// Of `truth` rows: the greatest badness of truth on any clip.
    public var worst: Double?
  }

  public var rows: [Row]
  public var passed: Int { rows.lazy.filter(\.pass).count }
  public var failed: Int { rows.count - passed }

  enum CodingKeys: String, CodingKey { case rows, passed, failed }

  /// The same for the same clips in any order.
  public init(_ clips: [SelfTestClip], seed: UInt64 = 1) {
    let judge = SelfTestJudge(clips, seed: seed)
    let checks = SanityMatrix.rows.map { judge.rows($0) }
    rows =
      checks.flatMap { $0 } + judge.ensembleRows + RankingCheck.rows + judge.groupRows + [judge.repetition, judge.size]
  }

  public init(from decoder: any Decoder) throws {
    rows = try decoder.container(keyedBy: CodingKeys.self).decode([Row].self, forKey: .rows)
  }

  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    try out.encode(rows, forKey: .rows)
    try out.encode(passed, forKey: .passed)
    try out.encode(failed, forKey: .failed)
  }
}
