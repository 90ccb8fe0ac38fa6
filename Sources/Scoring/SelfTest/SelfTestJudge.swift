/// Applies the self-test's rules.
struct SelfTestJudge {
  let clips: [SelfTestClip]
  let bootstrap: Bootstrap

  /// Differences smaller than this are the rounding of a mean.
  static let rounding = 1e-9

  init(_ clips: [SelfTestClip], seed: UInt64) {
    self.clips = clips.sorted { ($0.scenario, $0.name) < ($1.scenario, $1.name) }
    bootstrap = Bootstrap(resamples: Aggregate.resamples, random: CounterRandom(seed: seed))
  }

  /// Truth's own row, then one a corruption; none where truth cannot be measured in any clip.
  func rows(_ row: SanityMatrix.Row) -> [SelfTest.Row] {
    guard let first = truthRow(row) else { return [] }
    return [first] + Corruption.allCases.compactMap { check(row, $0) }
  }

  /// On every clip truth must be no worse than the metric's floor.
  private func truthRow(_ row: SanityMatrix.Row) -> SelfTest.Row? {
    let own = differences(row, nil, against: nil)
    guard let worst = own.max(by: { ($0.value ?? -1) < ($1.value ?? -1) }), let most = worst.value else { return nil }
    var line = line(row.metric.rawValue, "truth", own, rule: "truth")
    line.pass = most <= row.floor + Self.rounding
    line.worst = most
    if !line.pass { line.note = "\(Figure.plain(most)) on \(worst.initial), more than \(Figure.plain(row.floor))" }
    return line
  }

  private func check(_ row: SanityMatrix.Row, _ corruption: Corruption) -> SelfTest.Row? {
    let name = row.metric.rawValue
    let measurable = clips.filter { $0.truth[row.metric]?.value != nil && $0.corrupted[corruption] != nil }
    guard !measurable.isEmpty else { return nil }
    // Truth has a value, so the corrupted truth must have one: the worst, if need be.
    if let hole = measurable.first(where: { $0.corrupted[corruption]?[row.metric]?.value == nil }) {
      return SelfTest.Row(
        metric: name, corruption: corruption.rawValue, pass: false, rule: "above_truth",
        note: "no value on \(hole.name): \(hole.corrupted[corruption]?[row.metric]?.note ?? "not scored")")
    }
    let above = aboveTruth(row, corruption)
    guard above.pass, let places = designation(row, corruption) else { return above }
    let against = differences(row, corruption, against: \.secondTake).filter { places.contains($0.initial) }
    guard against.contains(where: { $0.value != nil }) else {
      let own = differences(row, corruption, against: \.truth).filter { places.contains($0.initial) }
      var line = line(name, corruption.rawValue, own, rule: "designated")
      line.pass = (line.lo ?? 0) > 0
      line.note = "the second take has no value: held against truth"
      return line
    }
    var line = line(name, corruption.rawValue, against, rule: "designated")
    line.pass = (line.lo ?? 0) > 0
    return line
  }

  /// Rule 1, a clip at a time.
  private func aboveTruth(_ row: SanityMatrix.Row, _ corruption: Corruption) -> SelfTest.Row {
    let differences = differences(row, corruption, against: \.truth)
    var line = line(row.metric.rawValue, corruption.rawValue, differences, rule: "above_truth")
    let better = differences.first { ($0.value ?? 0) < -Self.rounding }
    line.pass = better == nil
    if let better {
      line.note = "better than truth by \(Figure.plain(-(better.value ?? 0))) on \(better.initial)"
    } else if row.blind.contains(corruption) {
      line.note = SanityMatrix.blindNote
    }
    return line
  }

  /// The names of the clips on which the metric must catch the corruption; nil where it need not.
  private func designation(_ row: SanityMatrix.Row, _ corruption: Corruption) -> Set<String>? {
    if row.catches.contains(corruption) { return Set(clips.map(\.name)) }
    let chosen = clips.filter { clip in
      (row.catchesMoving.contains(corruption) && clip.cameraMoves)
        || (row.catchesMotion.contains(corruption) && clip.objectsMove)
    }
    return chosen.contains { $0.corrupted[corruption] != nil } ? Set(chosen.map(\.name)) : nil
  }

  /// Badness of the corruption (of truth where nil) less that of the reference, by clip; below the floor all is alike.
  func differences(
    _ row: SanityMatrix.Row, _ corruption: Corruption?,
    against reference: ((SelfTestClip) -> [MetricName: MetricValue])?
  ) -> [Observation] {
    clips.map { clip in
      let scores = corruption.map { clip.corrupted[$0] ?? [:] } ?? clip.truth
      let value = scores[row.metric]?.value.map { row.metric.badness($0) }
      let base = reference.map { $0(clip)[row.metric]?.value.map { max(row.floor, row.metric.badness($0)) } } ?? 0
      let isMeasured = clip.truth[row.metric]?.value != nil
      let difference = value.flatMap { v in base.map { reference == nil ? v : max(row.floor, v) - $0 } }
      return Observation(scenario: clip.scenario, initial: clip.name, value: isMeasured ? difference : nil)
    }
  }

  /// A row that is still to be judged.
  func line(_ metric: String, _ corruption: String, _ differences: [Observation], rule: String) -> SelfTest.Row {
    let tree = ObservationTree(differences)
    let bounds = bootstrap.interval(tree) { $0.mean ?? .nan }
    return SelfTest.Row(
      metric: metric, corruption: corruption, delta: tree.values.mean, lo: bounds?.lowerBound, hi: bounds?.upperBound,
      pass: false, rule: rule, note: bounds == nil ? "fewer than two clips: no interval" : nil)
  }
}
