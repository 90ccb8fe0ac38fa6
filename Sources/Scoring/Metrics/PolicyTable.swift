import Diagnostics

/// Successes by start and policy.
struct PolicyTable: Sendable {
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
