/// The rules on ensembles, and those on all metrics and clips together.
extension SelfTestJudge {
  /// D2: truth eight times is perfect, and each corruption worse than samples that spread as truth does.
  var ensembleRows: [SelfTest.Row] {
    guard clips.contains(where: { !$0.ensembles.isEmpty }) else { return [] }
    return EnsembleCheck.metrics.flatMap { metric -> [SelfTest.Row] in
      // Eight equal samples cover one point: a coverage of 0.8 is not to be had of them.
      let truth = metric == .coverage80 ? [] : [ensembleTruth(metric)]
      return truth + EnsembleCheck.corruptions.map { ensembleRow(metric, $0) }
    } + [spreadRow]
  }

  private func ensembleTruth(_ metric: MetricName) -> SelfTest.Row {
    let own = ensembleValues { $0.ensembles[.truth]?[metric]?.value.map { metric.badness($0) } }
    var line = line(metric.rawValue, "truth", own, rule: "truth")
    line.worst = own.compactMap(\.value).max()
    line.pass = line.worst.map { $0 <= Self.rounding } ?? false
    return line
  }

  private func ensembleRow(_ metric: MetricName, _ check: EnsembleCheck) -> SelfTest.Row {
    let differences = ensembleValues { clip in
      guard let bad = clip.ensembles[check]?[metric]?.value, let good = clip.ensembles[.calibrated]?[metric]?.value
      else { return nil }
      return metric.badness(bad) - metric.badness(good)
    }
    var line = line(metric.rawValue, check.rawValue, differences, rule: "designated")
    line.pass = (line.lo ?? 0) > 0
    return line
  }

  /// Identical copies must have no spread at all.
  private var spreadRow: SelfTest.Row {
    func spread(_ clip: SelfTestClip, _ check: EnsembleCheck) -> Double? {
      clip.ensembles[check]?[.crps]?.details["spread_m"]
    }
    let lost = ensembleValues { clip in
      spread(clip, .calibrated).flatMap { full in spread(clip, .identicalCopies).map { full - $0 } }
    }
    var line = line("ensemble_spread", EnsembleCheck.identicalCopies.rawValue, lost, rule: "designated")
    let isZero = clips.allSatisfy { (spread($0, .identicalCopies) ?? 0) <= Self.rounding }
    line.pass = isZero && (line.lo ?? 0) > 0
    if !isZero { line.note = "copies have a spread" }
    return line
  }

  private func ensembleValues(_ value: (SelfTestClip) -> Double?) -> [Observation] {
    clips.map { Observation(scenario: $0.scenario, initial: $0.name, value: value($0)) }
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
