import Episodes

/// Makes an action contract out of names, a format's conventions, and what the numbers do.
struct ContractMaker {
  let facts: RecordingFacts
  let samples: ActionSamples
  /// Smallest and largest value of each dimension.
  let bounds: [ClosedRange<Float>]
  /// Rows a second.
  let rate: Double
  let isDerived: Bool

  /// The contract but for its quantiles and its rate, and what is odd about the actions' meaning.
  func make() -> (contract: ActionContract, problems: [DataProblem]) {
    if let own = facts.convention?.contract { return (own, []) }
    let names = self.names
    let kinds = self.kinds(names)
    let dimensions = names.indices.map { d in
      ActionContract.Dimension(
        name: names[d], unit: unit(d, names[d], kinds[d]), kind: kinds[d],
        q01: Double(bounds[d].lowerBound), q99: Double(bounds[d].upperBound),
        lower: facts.convention?.limits?.lowerBound, upper: facts.convention?.limits?.upperBound)
    }
    let movesTool = kinds.contains { $0 == .endEffectorPose || $0 == .endEffectorDelta }
    let contract = ActionContract(
      robot: facts.robot.isEmpty ? "unknown" : facts.robot,
      frame: facts.convention?.frame ?? (movesTool ? "base" : "joint"),
      rotation: facts.convention?.rotation ?? (movesTool ? "unknown" : "none"), rate: rate, clamp: .warn,
      dimensions: dimensions, origin: isDerived ? "next_state" : nil)
    return (contract, problems(names, kinds))
  }

  private var names: [String] {
    let own = isDerived && facts.stateNames.count == bounds.count ? facts.stateNames : facts.actionNames
    return own.count == bounds.count ? Self.toldApart(own) : bounds.indices.map { "action_\($0)" }
  }

  /// A name's second use gets a 2 and so on: actions are known by their names, in columns of a table and in contracts.
  private static func toldApart(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var own = name
      var number = 2
      while !taken.insert(own).inserted {
        own = "\(name)_\(number)"
        number += 1
      }
      return own
    }
  }

  private func kinds(_ names: [String]) -> [ActionContract.Kind] {
    if let known = facts.convention?.kinds, known.count == names.count { return known }
    let partners = self.partners(names)
    var trends = names.indices.map { d in
      isDerived ? .absolute : partners[d].flatMap { samples.trend(action: d, state: $0, rate: rate) }
    }
    // What never moves is taken to be told in the way of the rest.
    let found = trends.compactMap { $0 }
    let common = [ActionTrend.absolute, .delta, .velocity].max { a, b in
      found.count { $0 == a } < found.count { $0 == b }
    }
    if !found.isEmpty { trends = trends.map { $0 ?? common } }
    return names.indices.map { Self.kind(ActionName.role(names[$0]), trends[$0]) }
  }

  /// The state that a dimension moves: of the same name, else at the same place in tables of equal width.
  func partners(_ names: [String]) -> [Int?] {
    let width = samples.before.first?.count ?? 0
    return names.indices.map { d in
      if let same = facts.stateNames.firstIndex(of: names[d]), same < width { return same }
      return width == names.count ? d : nil
    }
  }

  /// The state that tells how far a gripper is open, by its name: that of the same side, of several joints the first.
  ///
  /// It follows the gripper's action in sign alone, not in kind or unit, so this is no partner for anything else.
  private func gripperState(of name: String, _ partner: Int?) -> Int? {
    let width = samples.before.first?.count ?? 0
    let found = facts.stateNames.indices.prefix(width).filter { ActionName.role(facts.stateNames[$0]) == .gripper }
    if let partner, found.isEmpty || found.contains(partner) { return partner }
    let sides = found.map { Self.side(facts.stateNames[$0]) }
    if let place = sides.firstIndex(of: Self.side(name)) { return found[place] }
    // With a single gripper it does not matter which of the two names says its side.
    let isAlone = Set(sides).count == 1 && (Self.side(name) == nil || sides[0] == nil)
    return isAlone ? found[0] : partner
  }

  private static func side(_ name: String) -> String? {
    ["left", "right"].first { name.lowercased().contains($0) }
  }

  private static func kind(_ role: ActionName.Role, _ trend: ActionTrend?) -> ActionContract.Kind {
    if role == .gripper { return .gripper }
    let movesTool = role == .toolPosition || role == .toolRotation
    switch trend {
    case .absolute: return movesTool ? .endEffectorPose : .jointPosition
    case .delta: return movesTool ? .endEffectorDelta : .jointDelta
    case .velocity: return movesTool ? .unknown : .jointVelocity
    case nil: return .unknown
    }
  }

  private func unit(_ d: Int, _ name: String, _ kind: ActionContract.Kind) -> String {
    if let known = facts.convention?.units, known.count == bounds.count { return known[d] }
    let largest = max(abs(bounds[d].lowerBound), abs(bounds[d].upperBound))
    let isFraction = bounds[d].lowerBound >= -0.05 && bounds[d].upperBound <= 1.05
    switch kind {
    case .gripper: return isFraction ? "fraction" : ""
    case .jointPosition where ActionName.isHand(name) && isFraction: return "fraction"
    // No joint turns further than twice round; degrees pass that at once.
    case .jointPosition: return joints(areBelow: 4 * .pi) ? "rad" : "deg"
    case .endEffectorPose where ActionName.role(name) == .toolPosition: return largest < 5 ? "m" : ""
    case .endEffectorPose: return largest < 2 * .pi + 0.1 ? "rad" : ""
    default: return ""
    }
  }

  private func joints(areBelow limit: Float) -> Bool {
    bounds.indices.filter { ActionName.role(names[$0]) == .joint || ActionName.role(names[$0]) == .unknown }
      .allSatisfy { max(abs(bounds[$0].lowerBound), abs(bounds[$0].upperBound)) < limit }
  }

  private func problems(_ names: [String], _ kinds: [ActionContract.Kind]) -> [DataProblem] {
    var problems: [DataProblem] = []
    if isDerived {
      problems.append(DataProblem(.convention, "no actions were recorded: they are the next row's state"))
    }
    let partners = self.partners(names)
    for d in names.indices where kinds[d] == .gripper {
      guard let state = gripperState(of: names[d], partners[d]),
        let together = samples.correlation(action: d, state: state), together < -0.3
      else { continue }
      problems.append(
        DataProblem(
          .gripperSign, "\(names[d]) rises where its state falls (correlation \(String(hundredths: together)))"))
    }
    let unknown = names.indices.filter { kinds[$0] == .unknown }
    if !unknown.isEmpty {
      let list = unknown.prefix(8).map { names[$0] }.joined(separator: ", ")
      problems.append(DataProblem(.convention, "what \(unknown.count) actions mean is not known: \(list)"))
    }
    return problems
  }
}
