/// Applies the self-test's rules.
struct SelfTestJudge {
  private let clips: [SelfTestClip]
  private let bootstrap: Bootstrap

  init(_ clips: [SelfTestClip], seed: UInt64) {
    self.clips = clips.sorted { ($0.scenario, $0.name) < ($1.scenario, $1.name) }
    bootstrap = Bootstrap(resamples: Aggregate.resamples, random: CounterRandom(seed: seed))
  }

  /// Truth's own row, then one a corruption; none where truth cannot be measured in any clip.
  func rows(_ row: SanityMatrix.Row) -> [SelfTest.Row] {
    let own = differences(row, nil, against: nil)
    guard let mean = own.compactMap(\.value).mean else { return [] }
    let first = line(row.metric.rawValue, "truth", own, rule: "truth") { _, _ in mean <= row.floor + 1e-9 }
    return [first] + Corruption.allCases.compactMap { check(row, $0) }
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
    let above = line(name, corruption.rawValue, differences(row, corruption, against: \.truth), rule: "above_truth") {
      mean, hi in (hi ?? mean) >= -1e-9
    }
    guard above.pass, isDesignated(row, corruption) else { return above }
    let movingOnly = !row.catches.contains(corruption)
    let against = differences(row, corruption, against: \.secondTake, movingOnly: movingOnly)
    guard against.contains(where: { $0.value != nil }) else { return above }
    return line(name, corruption.rawValue, against, rule: "designated") { _, _ in false }
      .passing { ($0.lo ?? 0) > 0 }
  }

  private func isDesignated(_ row: SanityMatrix.Row, _ corruption: Corruption) -> Bool {
    if row.catches.contains(corruption) { return true }
    return row.catchesMoving.contains(corruption) && clips.contains { $0.cameraMoves }
  }

  /// Badness of the corruption (of truth where nil) less that of the reference, by clip; below the floor all is alike.
  private func differences(
    _ row: SanityMatrix.Row, _ corruption: Corruption?,
    against reference: ((SelfTestClip) -> [MetricName: MetricValue])?, movingOnly: Bool = false
  ) -> [Observation] {
    clips.filter { !movingOnly || $0.cameraMoves }.map { clip in
      let scores = corruption.map { clip.corrupted[$0] ?? [:] } ?? clip.truth
      let value = scores[row.metric]?.value.map { row.metric.badness($0) }
      let base = reference.map { $0(clip)[row.metric]?.value.map { max(row.floor, row.metric.badness($0)) } } ?? 0
      let isMeasured = clip.truth[row.metric]?.value != nil
      let difference = value.flatMap { v in base.map { reference == nil ? v : max(row.floor, v) - $0 } }
      return Observation(scenario: clip.scenario, initial: clip.name, value: isMeasured ? difference : nil)
    }
  }

  private func line(
    _ metric: String, _ corruption: String, _ differences: [Observation], rule: String,
    _ passes: (Double, Double?) -> Bool
  ) -> SelfTest.Row {
    let tree = ObservationTree(differences)
    let bounds = bootstrap.interval(tree) { $0.mean ?? .nan }
    let mean = tree.values.mean
    return SelfTest.Row(
      metric: metric, corruption: corruption, delta: mean, lo: bounds?.lowerBound, hi: bounds?.upperBound,
      pass: mean.map { passes($0, bounds?.upperBound) } ?? false, rule: rule,
      note: bounds == nil ? "fewer than two clips: no interval" : nil)
  }

  /// Rule 3: how many groups have a metric that catches each corruption, whether designated or not.
  var groupRows: [SelfTest.Row] {
    Corruption.allCases.filter { c in clips.contains { $0.corrupted[c] != nil } }.map { corruption in
      let caught = SanityMatrix.rows.filter { row in
        let tree = ObservationTree(differences(row, corruption, against: \.secondTake))
        guard let bounds = bootstrap.interval(tree, { $0.mean ?? .nan }) else { return false }
        return bounds.lowerBound > 0
      }
      let groups = Set(caught.map(\.group))
      let names = SanityMatrix.Group.allCases.filter(groups.contains).map(\.rawValue).joined(separator: ", ")
      let gap = SanityMatrix.gaps[corruption]
      return SelfTest.Row(
        metric: "groups", corruption: corruption.rawValue, delta: Double(groups.count),
        pass: groups.count >= 2 || gap != nil, rule: "groups",
        note: groups.count >= 2 ? names : "caught by \(names.isEmpty ? "none" : names)" + (gap.map { "; \($0)" } ?? ""))
    }
  }

  /// Rule 4.
  var repetition: SelfTest.Row {
    let odd = clips.filter { !$0.repeats }.map(\.name)
    return SelfTest.Row(
      metric: "repeat", corruption: "truth", delta: Double(odd.count), pass: odd.isEmpty && !clips.isEmpty,
      rule: "repeat", note: odd.isEmpty ? nil : odd.joined(separator: ", "))
  }

  var size: SelfTest.Row {
    SelfTest.Row(
      metric: "clips", corruption: "truth", delta: Double(clips.count), pass: clips.count >= SanityMatrix.leastClips,
      rule: "clips", note: clips.count >= SanityMatrix.leastClips ? nil : "\(SanityMatrix.leastClips) clips are needed")
  }
}

extension SelfTest.Row {
  /// The same row, judged anew.
  func passing(_ rule: (SelfTest.Row) -> Bool) -> SelfTest.Row {
    var row = self
    row.pass = rule(self)
    return row
  }
}
