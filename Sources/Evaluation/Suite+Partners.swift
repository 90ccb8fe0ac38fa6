import Diagnostics
import Scenarios

extension Suite {
  /// A derangement of the drawn episodes for the shuffled test: each is given another one's actions whose tool path is,
  /// on average over the horizon, at least 5 cm away from its own.
  ///
  /// The same suite gives the same list; it is meant to be stored in the suite's file.
  ///
  /// - Returns: the partners' seeds, in the suite's order.
  /// - Throws: `UserError` where the suite draws no episodes, or no such derangement exists.
  public func partnerSeeds() throws -> [UInt64] {
    let seeds = try scenarios.map { scenario in
      guard case .world(_, let seed, _) = scenario.truth, drawsEpisodes else {
        throw UserError("only suites that draw `episodes` have partners", at: file.path)
      }
      return seed
    }
    let meter = ProgressMeter("simulating", total: scenarios.count, unit: "episodes")
    defer { meter.finish() }
    let paths = try scenarios.map { scenario in
      try Interrupt.check()
      defer { meter.advance() }
      return try ToolPath.record(scenario)
    }
    let fits = paths.indices.map { i in
      paths.indices.map { j in
        ToolPath.distance(paths[i], paths[j], from: scenarios[i].context) >= ToolPath.leastDistance
      }
    }
    guard let partners = Matching.perfect(fits) else {
      throw UserError("its episodes are too much alike for a list of partners", at: file.path, fix: "Draw more of them")
    }
    return partners.map { seeds[$0] }
  }
}
