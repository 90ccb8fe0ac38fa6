/// An episode whose rows and pictures belong together, row by row.
struct CheckedEpisode: Sendable {
  struct Camera: Sendable {
    var name: String
    var source: PictureSource
    var facts: PictureFacts
    /// The picture of each row.
    var numbers: [Int]
  }

  var key: EpisodeKey
  var task: String
  /// The recording's row that is the first here: those before it have no picture.
  var firstRow = 0
  /// Seconds of each row since the first.
  var times: [Double]
  /// N × A.
  var actions: [[Float]]
  /// N × S, or empty.
  var states: [[Float]]
  var cameras: [Camera]
  /// True where the actions are the next row's state.
  var isDerived: Bool
  /// True where the last action was not recorded.
  var lastActionIsMade = false
  var problems: [DataProblem]

  var rows: Int { times.count }

  /// Seconds from one row to the next: the median, which lost rows do not move.
  var period: Double { ClockUnit.period(times) }

  /// Each action one row earlier: for tables that keep it beside the picture it led to.
  ///
  /// The last row's then is a still one: zeros for deltas, the last target for the rest.
  mutating func moveActionsForward(isDelta: [Bool]) {
    guard let last = actions.last else { return }
    actions.removeFirst()
    actions.append(Self.still(after: last, isDelta: isDelta))
  }

  /// A last action that nobody recorded moves nothing.
  mutating func settleMadeAction(isDelta: [Bool]) {
    guard lastActionIsMade, let made = actions.popLast() else { return }
    actions.append(Self.still(after: made, isDelta: isDelta))
  }

  private static func still(after last: [Float], isDelta: [Bool]) -> [Float] {
    zip(last, isDelta).map { $1 ? 0 : $0 }
  }
}
