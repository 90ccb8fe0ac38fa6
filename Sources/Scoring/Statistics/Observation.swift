/// One score of a suite: the value of one sample of one initial condition of one scenario.
public struct Observation: Sendable {
  public var scenario: String
  /// The initial condition (the episode).
  public var initial: String
  /// What is independent of all others: the initial condition, or the recording where several overlap in it.
  public var unit: String
  /// The sampler's seed.
  public var seed: UInt64
  /// Nil where the score could not be measured.
  public var value: Double?

  public init(scenario: String, initial: String, unit: String? = nil, seed: UInt64 = 0, value: Double?) {
    (self.scenario, self.initial, self.seed, self.value) = (scenario, initial, seed, value)
    self.unit = unit ?? initial
  }
}

/// Values grouped the way they are resampled: scenarios, then initial conditions, then seeds.
struct ObservationTree: Sendable {
  /// scenarios → initial conditions → values; empty groups are left out.
  let scenarios: [[[Double]]]

  /// The same for the same observations in any order.
  init(_ observations: [Observation]) {
    let sorted = observations.filter { $0.value?.isFinite == true }
      .sorted { ($0.scenario, $0.initial, $0.seed) < ($1.scenario, $1.initial, $1.seed) }
    var tree: [[[Double]]] = []
    var scenario: String?
    var initial: String?
    for each in sorted {
      guard let value = each.value else { continue }
      if each.scenario != scenario {
        tree.append([[]])
      } else if each.initial != initial {
        tree[tree.count - 1].append([])
      }
      (scenario, initial) = (each.scenario, each.initial)
      let s = tree.count - 1
      let i = tree[s].count - 1
      tree[s][i].append(value)
    }
    scenarios = tree
  }

  var values: [Double] { scenarios.flatMap { $0.flatMap { $0 } } }

  /// The numbers of the values, grouped as they are.
  var units: ResamplingTree { ResamplingTree(sizes: scenarios.map { $0.map(\.count) }) }
}
