import Episodes

/// What an episode's rows become: the starting points and speeds that were asked for.
extension EpisodeImporter {
  /// An episode's rows as one of the episodes that are made of it.
  struct Reading {
    /// Nil: its own.
    var speed: Double?
    var steps: [Resampler.Step]
  }

  /// Every phase at the recording's own speed, then at the others.
  func readings(_ checked: CheckedEpisode) -> [Reading] {
    let own = (0..<options.phases).map { Reading(steps: steps(checked, phase: $0)) }
    guard !options.speeds.isEmpty else { return own }
    // States tell how far actions lead only where they are of the same joints.
    let isComparable = reader.facts.stateNames == survey.contract.dimensions.map(\.name)
    let lead =
      isComparable ? ActionLead.seconds(checked.actions, checked.states, period: checked.period) : 0
    let others = options.speeds.flatMap { speed in
      let phases = resampler.phases(options.phases, period: checked.period, speed: speed)
      return (0..<phases).map { phase in
        let offset = abs(speed) * Double(phase) / (Double(phases) * resampler.rate)
        return Reading(
          speed: speed,
          steps: resampler.steps(
            times: checked.times, period: checked.period, speed: speed, lead: lead, offset: offset))
      }
    }
    return own + others
  }
}
