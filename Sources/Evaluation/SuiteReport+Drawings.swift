import Scoring

extension SuiteReport {
  /// How many of the worst episodes are drawn for each of paths, heights and energies.
  private static let drawn = 4

  /// Where objects went in the episodes whose paths are furthest off.
  var worstPaths: [any ReportPart] {
    worst(by: .trajectory, most: Self.drawn) { !$0.paths.isEmpty }.compactMap { episode, drawings, value in
      let off = "\(Figure.fixed(value, 3)) \(MetricName.trajectory.unit)"
      return drawings.report(heading: "Paths: \(episode.scenario), off by \(off)")
    }
  }

  /// Heights and energies of the episodes that break the laws most.
  var worstLaws: [any ReportPart] {
    [(MetricName.gravity, LawCurve.Quantity.height), (.energyInjection, .energy)].flatMap { metric, quantity in
      worst(by: metric, most: Self.drawn) { $0.laws.contains { $0.quantity == quantity } }
        .flatMap { episode, drawings, value in
          ReportChart.laws(
            drawings.laws.filter { $0.quantity == quantity }, rate: episode.setting?.rate ?? 1,
            of: "\(episode.scenario), \(metric.rawValue) \(Figure.fixed(value, 3))")
        }
    }
  }

  /// Episodes with such drawings, the largest values first.
  private func worst(
    by metric: MetricName, most: Int, where isDrawn: (EpisodeDrawings) -> Bool
  ) -> [(episode: EpisodeScores, drawings: EpisodeDrawings, value: Double)] {
    let all = episodes.compactMap { episode -> (episode: EpisodeScores, drawings: EpisodeDrawings, value: Double)? in
      guard let drawings = episode.drawings, isDrawn(drawings),
        let value = result.perEpisode[episode.scenario]?[metric.rawValue] ?? nil
      else { return nil }
      return (episode, drawings, value)
    }
    return Array(all.sorted { ($1.value, $0.episode.scenario) < ($0.value, $1.episode.scenario) }.prefix(most))
  }
}
