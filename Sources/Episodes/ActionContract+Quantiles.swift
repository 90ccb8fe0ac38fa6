extension ActionContract {
  /// Sets q01 and q99 to the 1% and 99% quantiles (nearest rank) of actions (N × A). A dimension that never changes keeps
  /// its range, or gets one of 1 to either side: as a scale, none would be of use.
  public mutating func measureQuantiles(_ actions: [[Float]]) {
    guard !actions.isEmpty else { return }
    for index in dimensions.indices {
      let values = actions.map { $0[index] }.sorted()
      let last = Double(values.count - 1)
      let (low, high) = (Double(values[Int((0.01 * last).rounded())]), Double(values[Int((0.99 * last).rounded())]))
      guard high > low || dimensions[index].q99 <= dimensions[index].q01 else { continue }
      (dimensions[index].q01, dimensions[index].q99) = (low, high)
    }
    self = withRanges
  }

  /// The contract with a range of 1 to either side where there is none, as in data sets of earlier programs.
  public var withRanges: ActionContract {
    var contract = self
    for (i, d) in dimensions.enumerated() where !(d.q99 > d.q01) {
      (contract.dimensions[i].q01, contract.dimensions[i].q99) = (d.q01 - 1, d.q01 + 1)
    }
    return contract
  }

  /// What becomes -1 and 1 in each dimension.
  public var unitRanges: [ClosedRange<Double>] {
    dimensions.map { dimension in
      guard let span = dimension.span else { return dimension.q01...dimension.q99 }
      let middle = (dimension.q01 + dimension.q99) / 2
      return middle - span / 2...middle + span / 2
    }
  }

  /// The contract whose dimensions span at least as much as is asked for of their unit.
  public func spanning(atLeast spans: [String: Double]) -> ActionContract {
    var contract = self
    for (i, dimension) in dimensions.enumerated() {
      guard let least = spans[dimension.unit], least > dimension.span ?? (dimension.q99 - dimension.q01) else {
        continue
      }
      contract.dimensions[i].span = least
    }
    return contract
  }
}
