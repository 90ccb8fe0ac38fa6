/// D3 `policy_r`, `policy_mmrv`: whether a model ranks policies as the simulator does.
///
/// Every policy is tried from the same starts in both. r is Pearson's correlation of the policies' mean success, MMRV
/// the mean maximum rank violation, `level_bias` the mean success in the model minus that in the simulator. Intervals
/// resample starts within each task, with all policies' results of a start kept together (they share its luck); tasks
/// and policies stay, for the ranking claimed is that of these policies.
public struct PolicyRanking: Sendable {
  /// One policy's attempt from one start, in both worlds.
  public struct Trial: Sendable {
    public var policy: String
    public var task: String
    public var start: String
    /// Success, 0…1.
    public var simulator: Double
    public var model: Double

    public init(policy: String, task: String, start: String, simulator: Double, model: Double) {
      (self.policy, self.task, self.start) = (policy, task, start)
      (self.simulator, self.model) = (simulator, model)
    }
  }

  /// One score with its 95% bounds; nil bounds where too few resamples have a value.
  public struct Score: Sendable, Equatable {
    public var value: MetricValue
    public var lo: Double?
    public var hi: Double?
  }

  public let correlation: Score
  public let violation: Score
  /// `level_bias` with its bounds; there with any number of policies.
  public let bias: Score
  public static let leastPolicies = 6

  /// Throws a `UserError` where a policy lacks a start that another has, or a success lies outside 0…1.
  public init(_ trials: [Trial], seed: UInt64) throws {
    let table = try PolicyTable(trials)
    let bootstrap = Bootstrap(resamples: Aggregate.resamples, random: CounterRandom(seed: seed))
    bias = Self.score(table, bootstrap, [:], "there is no policy") { means in
      means.model.mean.flatMap { model in means.simulator.mean.map { model - $0 } }
    }
    guard table.policies.count >= Self.leastPolicies else {
      let reason = "\(table.policies.count) policies are ranked; \(Self.leastPolicies) are needed"
      correlation = Score(value: .unmeasurable(reason))
      violation = correlation
      return
    }
    let all = table.means(Array(0..<table.starts.count))
    let bias = (all.model.mean ?? .nan) - (all.simulator.mean ?? .nan)
    let details = [
      "level_bias": bias, "policies": Double(table.policies.count), "starts": Double(table.starts.count),
    ]
    correlation = Self.score(
      table, bootstrap, details, "all policies succeed equally often in one of the two"
    ) { RankAgreement.correlation($0.model, $0.simulator) }
    violation = Self.score(table, bootstrap, details, "there is no policy") {
      RankAgreement.violation(model: $0.model, real: $0.simulator)
    }
  }

  private static func score(
    _ table: PolicyTable, _ bootstrap: Bootstrap, _ details: [String: Double], _ reason: String,
    _ measure: @Sendable (PolicyTable.Means) -> Double?
  ) -> Score {
    guard let value = measure(table.means(Array(0..<table.starts.count))) else {
      return Score(value: .unmeasurable(reason, details: details))
    }
    let bounds = bootstrap.interval(table.tree, units: { measure(table.means($0)) ?? .nan })
    return Score(value: MetricValue(value, details: details), lo: bounds?.lowerBound, hi: bounds?.upperBound)
  }
}
