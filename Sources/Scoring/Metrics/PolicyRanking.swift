import Diagnostics

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
  public static let leastPolicies = 6

  /// Throws a `UserError` where a policy lacks a start that another has, or a success lies outside 0…1.
  public init(_ trials: [Trial], seed: UInt64) throws {
    let table = try PolicyTable(trials)
    guard table.policies.count >= Self.leastPolicies else {
      let reason = "\(table.policies.count) policies are ranked; \(Self.leastPolicies) are needed"
      correlation = Score(value: .unmeasurable(reason))
      violation = correlation
      return
    }
    let bootstrap = Bootstrap(resamples: Aggregate.resamples, random: CounterRandom(seed: seed))
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

/// Successes by start and policy.
private struct PolicyTable: Sendable {
  struct Means {
    var model: [Double]
    var simulator: [Double]
  }

  let policies: [String]
  /// Task and start, tasks together.
  let starts: [(task: String, start: String)]
  /// starts × policies.
  private var model: [[Double]]
  private var simulator: [[Double]]

  init(_ trials: [PolicyRanking.Trial]) throws {
    let policies = Array(Set(trials.map(\.policy))).sorted()
    var places: [String: Set<String>] = [:]
    var results: [[String]: PolicyRanking.Trial] = [:]
    for trial in trials {
      let place = "policy '\(trial.policy)', \(trial.task), \(trial.start)"
      guard (0...1).contains(trial.model), (0...1).contains(trial.simulator) else {
        throw UserError("a success of \(trial.model) or \(trial.simulator) is not in 0…1", at: place)
      }
      places[trial.task, default: []].insert(trial.start)
      results[[trial.policy, trial.task, trial.start]] = trial
    }
    starts = places.keys.sorted().flatMap { task in (places[task] ?? []).sorted().map { (task, $0) } }
    self.policies = policies
    let rows = try starts.map { task, start in
      try policies.map { policy in
        guard let trial = results[[policy, task, start]] else {
          throw UserError(
            "the policy was not tried from start '\(start)' of '\(task)'", at: "policy '\(policy)'",
            fix: "try every policy from the same starts")
        }
        return trial
      }
    }
    model = rows.map { $0.map(\.model) }
    simulator = rows.map { $0.map(\.simulator) }
  }

  /// Tasks are strata, starts the units.
  var tree: ResamplingTree {
    var sizes: [[Int]] = []
    for (i, place) in starts.enumerated() {
      if i == 0 || starts[i - 1].task != place.task { sizes.append([]) }
      sizes[sizes.count - 1].append(1)
    }
    return ResamplingTree(sizes: sizes, keepsGroups: true)
  }

  /// Mean success of each policy over the given starts.
  func means(_ units: [Int]) -> Means {
    var sums = Means(
      model: [Double](repeating: 0, count: policies.count), simulator: [Double](repeating: 0, count: policies.count))
    for unit in units {
      for p in policies.indices {
        sums.model[p] += model[unit][p]
        sums.simulator[p] += simulator[unit][p]
      }
    }
    let n = Double(max(1, units.count))
    return Means(model: sums.model.map { $0 / n }, simulator: sums.simulator.map { $0 / n })
  }
}
