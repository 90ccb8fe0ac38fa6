import Episodes

/// Other actions for a recorded clip: the last target held, and what the robot was told in another phase of its task.
///
/// Nobody saw what they would have led to, so they only show whether a model minds its actions. The other phase is the
/// stretch, among all that a data set holds, whose actions differ most from the clip's own, each dimension measured by
/// its range: a robot that repeats one task does much the same at the same time of every episode. Where no other stretch
/// is as long, or all are like the clip's own, there is none.
struct BorrowedActions {
  /// Frames between the stretches that are compared.
  static let stride = 4
  /// Episodes that are looked at, the first ones: thousands would take longer than the prediction.
  static let most = 200

  private let episodes: [[[Float]]]
  /// By dimension; those that nothing is known of count as they are.
  private let ranges: [Float]

  init(_ data: RecordedEpisodes) throws {
    episodes = try (0..<min(data.count, Self.most)).map(data.actions)
    ranges = data.contract?.dimensions.map { max(1e-6, Float($0.q99 - $0.q01)) } ?? []
  }

  /// T × A each, alike up to the horizon; nothing where the robot is not told anything, and only what needs no partner
  /// where there is none.
  func actions(of clip: Episode, context: Int) -> [Counterfactual: [[Float]]] {
    let own = clip.actions
    guard own.count > context, own.first?.isEmpty == false else { return [:] }
    let partner = farthest(from: own, after: context - 1)
    let kinds = Counterfactual.allCases.filter { partner != nil || $0 != .shuffled }
    return Dictionary(
      uniqueKeysWithValues: kinds.map {
        ($0, Counterfactual.actions($0, of: own, partner: partner ?? [], context: context))
      })
  }

  private func farthest(from own: [[Float]], after first: Int) -> [[Float]]? {
    // The clip itself is among the stretches, at no distance.
    var best = (distance: Float(0), episode: 0, start: 0)
    // Files of other programs may hold robots that are told other things.
    for (e, rows) in episodes.enumerated() where rows.first?.count == own.first?.count {
      for start in Swift.stride(from: 0, through: rows.count - own.count, by: Self.stride) {
        let distance = (first..<own.count).reduce(Float(0)) { $0 + self.distance(own[$1], rows[start + $1]) }
        if distance > best.distance { best = (distance, e, start) }
      }
    }
    guard best.distance > 0 else { return nil }
    return Array(episodes[best.episode][best.start..<best.start + own.count])
  }

  /// The squared difference of two rows in ranges.
  private func distance(_ a: [Float], _ b: [Float]) -> Float {
    var sum: Float = 0
    for i in a.indices {
      let d = (a[i] - b[i]) / (i < ranges.count ? ranges[i] : 1)
      sum += d * d
    }
    return sum
  }
}
