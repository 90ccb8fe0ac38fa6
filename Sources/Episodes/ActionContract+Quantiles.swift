extension ActionContract {
  /// Sets q01 and q99 to the 1% and 99% quantiles (nearest rank) of actions (N × A).
  public mutating func measureQuantiles(_ actions: [[Float]]) {
    guard !actions.isEmpty else { return }
    for index in dimensions.indices {
      let values = actions.map { $0[index] }.sorted()
      let last = Double(values.count - 1)
      dimensions[index].q01 = Double(values[Int((0.01 * last).rounded())])
      dimensions[index].q99 = Double(values[Int((0.99 * last).rounded())])
    }
  }
}
