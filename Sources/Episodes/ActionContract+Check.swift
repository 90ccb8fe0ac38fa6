import Diagnostics

extension ActionContract {
  /// How data under another contract differs from what is expected here: a sentence a difference, empty where none.
  ///
  /// Quantiles and limits may differ: they describe the data, not the meaning of the numbers.
  public func differences(from data: ActionContract) -> [String] {
    var out: [String] = []
    if data.width != width { out.append("\(data.width) action dimensions instead of \(width)") }
    if abs(data.rate - rate) > 1e-6 { out.append("\(data.rate) actions a second instead of \(rate)") }
    if data.frame != frame { out.append("frame of reference \(data.frame) instead of \(frame)") }
    if data.rotation != rotation { out.append("rotations as \(data.rotation) instead of \(rotation)") }
    if data.origin != origin {
      out.append("\(data.origin ?? "recorded") actions instead of \(origin ?? "recorded") ones")
    }
    for (i, (mine, other)) in zip(dimensions, data.dimensions).enumerated() {
      if let difference = mine.difference(from: other) { out.append("dimension \(i) (\(mine.name)): \(difference)") }
    }
    return out
  }

  /// - Throws: `UserError` that names every difference.
  public func require(_ data: ActionContract, at place: String) throws {
    let found = differences(from: data)
    guard !found.isEmpty else { return }
    throw UserError(
      "the actions are not those the model was trained on: \(found.joined(separator: "; "))", at: place,
      fix: "Use a model trained on this robot, or convert the actions")
  }

  /// Applies the clamp policy.
  ///
  /// - Returns: the actions to use, and a sentence for each dimension that left its range.
  public func admit(_ actions: [[Float]]) -> (actions: [[Float]], warnings: [String]) {
    var admitted = actions
    var warnings: [String] = []
    for (d, dimension) in dimensions.enumerated() {
      // In the actions' own precision: a limit of 0.034 is not left by the nearest number to it.
      let range = Float(dimension.range.lowerBound)...Float(dimension.range.upperBound)
      let outside = actions.indices.filter { !range.contains(actions[$0][d]) }
      guard let first = outside.first else { continue }
      let verb = clamp == .clamp ? "clamped" : "kept"
      warnings.append(
        "\(dimension.name) is outside \(range.lowerBound) … \(range.upperBound) in \(outside.count) actions, first "
          + "action \(first) with \(actions[first][d]); \(verb)")
      guard clamp == .clamp else { continue }
      for t in outside {
        admitted[t][d] = min(max(actions[t][d], range.lowerBound), range.upperBound)
      }
    }
    return (admitted, warnings)
  }
}

extension ActionContract.Dimension {
  /// The actuator's limits where known, else the quantiles widened by half their distance on either side.
  public var range: ClosedRange<Double> {
    let margin = (q99 - q01) / 2
    let low = lower ?? q01 - margin
    return low...max(low, upper ?? q99 + margin)
  }

  fileprivate func difference(from other: Self) -> String? {
    if other.kind != kind { return "\(other.kind.rawValue) instead of \(kind.rawValue)" }
    if other.unit != unit { return "\(other.unit) instead of \(unit)" }
    if other.name != name { return "\(other.name) instead of \(name)" }
    if let mine = opens, let theirs = other.opens, mine != theirs { return "opens with the other sign" }
    return nil
  }
}
