import Episodes
import Scoring

/// What is drawn as numbers over time.
extension RunView {
  /// The range is what the model was trained on, not what the actuators can do: beyond it a model guesses.
  static func actionLines(_ actions: [[Float]], _ contract: ActionContract?) -> [Line] {
    (0..<(actions.first?.count ?? 0)).map { d in
      let dimension = contract?.dimensions[d]
      return Line(
        name: dimension?.name ?? "action \(d)", unit: dimension?.unit ?? "", values: actions.map { Double($0[d]) },
        trainedLow: dimension?.q01, trainedHigh: dimension?.q99)
    }
  }

  /// The joints' positions; speeds follow from them.
  public static func stateLines(_ episode: Episode, _ contract: ActionContract?) -> [Line] {
    guard episode.states.count == episode.frames else { return [] }
    return (episode.states.first ?? []).indices.compactMap { d in
      let name = episode.stateNames.indices.contains(d) ? episode.stateNames[d] : "state \(d)"
      guard !name.hasSuffix(velocity) else { return nil }
      return Line(
        name: name.hasSuffix(position) ? String(name.dropLast(position.count)) : name,
        unit: unit(ofState: name, contract), values: episode.states.map { Double($0[d]) }, topic: "state")
    }
  }

  private static let position = "_position"
  private static let velocity = "_velocity"

  /// The unit of the action that drives a joint; empty where none does.
  private static func unit(ofState name: String, _ contract: ActionContract?) -> String {
    let joint = name.hasSuffix(position) ? String(name.dropLast(position.count)) : name
    return contract?.dimensions.first { $0.name == joint || $0.name == name }?.unit ?? ""
  }

  /// Scores over the horizon.
  static func curveLines(_ table: ScoreTable, context: Int) -> [Line] {
    table.rows.compactMap { row in
      guard let curve = row.value.curve else { return nil }
      return Line(
        name: row.metric.rawValue, unit: row.metric.unit, values: [Double?](repeating: nil, count: context) + curve)
    }
  }

  /// Heights and energies of one sample.
  static func lawLines(_ curves: [LawCurve], context: Int) -> [Line] {
    curves.map { curve in
      Line(
        name: "\(curve.object), \(curve.source.rawValue)", unit: curve.quantity == .height ? "m" : "J/kg",
        values: [Double?](repeating: nil, count: context) + curve.values, topic: curve.quantity.rawValue)
    }
  }
}
