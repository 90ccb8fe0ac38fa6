extension Scorer {
  /// The scores of one prediction, in the options' metrics.
  ///
  /// Throws a `UserError` where a view is missing or has another length or size than the truth.
  public func scores(_ prediction: Prediction) throws -> [MetricName: MetricValue] {
    scores(try prediction.clips(matching: truth))
  }

  /// Of predicted frames that are known to match truth's.
  func scores(_ clips: [Clip]) -> [MetricName: MetricValue] {
    scores(clips, objects.read(clips), background: { Reprojection.score(clips, truth, anchors) })
  }

  /// Truth's own, without looking for what is known to be where it is.
  var truthScores: [MetricName: MetricValue] {
    scores(truthClips, objects.reading, background: { Reprojection.floor(truth, anchors) })
  }

  private func scores(
    _ clips: [Clip], _ reading: Reading, background: () -> MetricValue
  ) -> [MetricName: MetricValue] {
    var all: [MetricName: MetricValue] = [:]
    let paths = SpacePaths(reading, objects)
    for metric in options.metrics {
      all[metric] = picture(metric, clips, background) ?? object(metric, reading, paths) ?? law(metric, paths)
    }
    return all
  }

  /// Metrics on pixels; nil for others.
  private func picture(_ metric: MetricName, _ clips: [Clip], _ background: () -> MetricValue) -> MetricValue? {
    switch metric {
    case .psnr: PSNR.score(clips, truth: truthClips)
    case .ssim: SSIM.score(clips, truth: truthClips)
    case .foregroundSkill: skill.score(clips)
    case .foregroundSkill1s: firstSecond.score(clips)
    case .reprojection: background()
    case .sampson: sampson.score(clips, best: truthClips)
    case .warpPhotometric: warp.score(clips)
    case .actionFollowing: following.score(clips)
    default: nil
    }
  }

  /// Metrics on what the readout finds; nil for others.
  private func object(_ metric: MetricName, _ reading: Reading, _ paths: SpacePaths) -> MetricValue? {
    let value: MetricValue
    switch metric {
    case .multiView: value = MultiView.score(reading, objects)
    case .trajectory: value = Trajectory.score(reading, objects, floor: gate.truth.displacement)
    case .objectFinal: value = ObjectFinal.score(reading, objects)
    case .permanence: value = Permanence.score(reading, objects)
    case .stepRatio: value = StepRatio.score(reading, objects)
    case .penetration: value = Penetration.score(reading, objects)
    case .occupancy: value = Occupancy.score(reading, objects)
    case .velocity: value = VelocityError.score(paths, objects, reading: truthPaths)
    case .areaVariation: value = AreaVariation.score(reading, paths, objects)
    default: return nil
    }
    return gated(value)
  }

  /// Metrics on how objects move in space; nil for others.
  private func law(_ metric: MetricName, _ paths: SpacePaths) -> MetricValue? {
    guard [.gravity, .energyInjection, .momentum, .contacts].contains(metric) else { return nil }
    if let reason = objects.obstacle(needsSpace: true) { return .unmeasurable(reason) }
    switch metric {
    case .gravity: return gated(GravityError.score(paths, laws, reading: truthPaths))
    case .energyInjection: return gated(EnergyInjection.score(paths, truth: laws, reading: truthPaths))
    case .momentum: return gated(MomentumError.score(paths, laws, reading: truthPaths))
    default: return gated(ContactScore.score(paths, truth: laws, reading: truthPaths))
    }
  }

  private func gated(_ value: MetricValue) -> MetricValue {
    guard value.value != nil, !gate.passes else { return value }
    let floor = gate.truth.passes ? gate.compressed ?? gate.truth : gate.truth
    let place = gate.truth.passes ? "truth after the compressor" : "truth"
    let percent = Int((100 * floor.overlap).rounded())
    let reason = "the readout gate fails on \(place): overlap \(percent)%"
    guard options.ignoresGate else { return .unmeasurable(reason, details: value.details) }
    var kept = value
    kept.note = [value.note, reason].compactMap { $0 }.joined(separator: "; ")
    return kept
  }
}
