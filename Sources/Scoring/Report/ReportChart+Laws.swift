extension ReportChart {
  /// What scores on gravity and energy look at, a chart a quantity: truth dashed, the prediction and, of heights, the
  /// parabolas that were fitted to its flights.
  ///
  /// - Parameters:
  ///   - rate: frames a second.
  ///   - place: what the curves are of, for the headings; empty: not told.
  public static func laws(_ curves: [LawCurve], rate: Double, of place: String = "") -> [ReportChart] {
    LawCurve.Quantity.allCases.compactMap { quantity in
      let own = curves.filter { $0.quantity == quantity }
      guard !own.isEmpty else { return nil }
      let series = own.map {
        Series(name: "\($0.object), \($0.source.rawValue)", values: $0.values, isBaseline: $0.source == .truth)
      }
      return ReportChart(
        heading: [quantity.title, place].filter { !$0.isEmpty }.joined(separator: ": "), yLabel: quantity.axis,
        step: 1 / rate, series: series)
    }
  }
}

extension LawCurve.Quantity {
  fileprivate var title: String {
    switch self {
    case .height: "Heights of what flies"
    case .energy: "Energies of what nothing pushes"
    }
  }

  fileprivate var axis: String {
    switch self {
    case .height: "metres over the support"
    case .energy: "J/kg"
    }
  }
}
