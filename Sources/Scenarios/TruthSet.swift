import Episodes

/// Everything recorded that a scenario's predictions are held against.
public struct TruthSet: Sendable {
  /// Context and horizon, with every channel.
  public var main: Episode
  /// The same start and actions with small perturbations: how far truth is from itself.
  public var secondTakes: [Episode]
  /// What the world does from the same start under other actions; nil where there is no simulator.
  public var counterfactuals: [Counterfactual: Episode]
  /// Other actions that nobody saw the outcome of: what a recording is predicted under, to see whether they matter.
  public var borrowed: [Counterfactual: [[Float]]] = [:]
  /// What the actions mean; nil where a recording does not say.
  public var contract: ActionContract?
  /// Kilograms by object; empty where the world is not known.
  public var masses: [String: Double] = [:]
  /// Downward acceleration of the world, m/s²; nil where nobody said, or nothing pulls down.
  public var gravity: Double?

  public init(main: Episode, secondTakes: [Episode] = [], counterfactuals: [Counterfactual: Episode] = [:]) {
    self.main = main
    self.secondTakes = secondTakes
    self.counterfactuals = counterfactuals
  }

  /// Whether a camera is known to move.
  var camerasMove: Bool { main.views.contains { $0.extrinsics?.move ?? false } }

  /// The other actions of a kind, T × A; nil where there are none.
  public func actions(under kind: Counterfactual) -> [[Float]]? { counterfactuals[kind]?.actions ?? borrowed[kind] }
}

/// Other actions than the scenario's, for the test whether actions are obeyed at all.
public enum Counterfactual: String, CaseIterable, Sendable {
  /// Another episode's actions, blended in over three frames.
  case shuffled
  /// The last target before the horizon, held. Scores call it `zero`.
  case hold
}

extension Counterfactual {
  /// Frames over which the other actions are blended in.
  static let blend = 3

  /// The scenario's actions up to the horizon, then the other ones, blended in from the last target before it.
  ///
  /// - Parameters:
  ///   - actions: T × A; action t leads from frame t to frame t + 1, so the first that matters to the horizon is
  ///     `context - 1`.
  ///   - partner: T × A, used by `shuffled` only.
  static func actions(_ kind: Counterfactual, of actions: [[Float]], partner: [[Float]], context: Int) -> [[Float]] {
    let first = context - 1
    let held = actions[max(0, first - 1)]
    return actions.indices.map { t in
      guard t >= first else { return actions[t] }
      switch kind {
      case .hold:
        return held
      case .shuffled:
        let other = partner[min(t, partner.count - 1)]
        let share = min(1, Float(t - first + 1) / Float(blend + 1))
        return zip(held, other).map { $0 + ($1 - $0) * share }
      }
    }
  }
}
