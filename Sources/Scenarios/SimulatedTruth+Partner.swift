import Diagnostics
import Episodes
import Foundation
import Simulation

/// The actions of another episode, for the test whether actions are obeyed at all.
extension SimulatedTruth {
  /// What the world is shown under as well; nothing where nothing acts.
  var counterfactuals: [Counterfactual] {
    guard movesCamerasOnly, case .script(let spec) = scenario.actions, spec.name == .hold else {
      return world.actuators.isEmpty ? [] : Counterfactual.allCases
    }
    return []
  }

  var movesCamerasOnly: Bool { world.actuators.allSatisfy(\.movesCamera) }

  /// Whether its robot is one that no scripted policy can move.
  var wanders: Bool { !movesCamerasOnly && (try? ArmKinematics(world)) == nil }

  /// Actions of another start and policy whose tool is, on average, 5 cm away from this scenario's.
  func partnerActions(unlike main: Episode) throws -> [[Float]] {
    let recorder = try Recorder(world, blind)
    let candidates = scenario.partner.map { [$0] } ?? (1...64).map { Partner(seed: seed &+ 500_000 &+ UInt64($0)) }
    if wanders { return wandering(candidates[0].seed, main) }
    for candidate in candidates {
      let other = movesCamerasOnly ? try otherOrbit(recorder, candidate.seed, main) : try other(recorder, candidate)
      if scenario.partner != nil || distance(main, other) >= ToolPath.leastDistance { return other.actions }
    }
    throw UserError(
      "none of 64 drawn episodes moves the tool 5 cm away from this scenario's path", at: scenario.file.path,
      fix: "Name one with `partner: SEED`")
  }

  private func other(_ recorder: Recorder, _ candidate: Partner) throws -> Episode {
    try recorder.record(
      seed: candidate.seed, policy: candidate.policy ?? world.usualPolicies.draw(seed: candidate.seed),
      initial: InitialPlacement(range: initial.range))
  }

  /// Another orbit that sets off where this scenario's camera is when the horizon begins: a camera cannot jump.
  private func otherOrbit(_ recorder: Recorder, _ candidate: UInt64, _ main: Episode) throws -> Episode {
    var spec = PolicySpec(.orbit)
    if case .script(let own) = scenario.actions, own.name == .orbit { spec = own }
    let known = Array(main.actions.prefix(max(1, scenario.context - 1)))
    let start = InitialPlacement(range: initial.range, joints: known[known.count - 1].map(Double.init))
    var other = try recorder.record(seed: candidate, policy: spec, initial: start)
    other.actions = Array((known + other.actions).prefix(main.actions.count))
    return other
  }

  /// What a robot that no scripted policy can move might have been told instead: targets anywhere in its ranges, one after
  /// the other, set off for from where it is when the horizon begins.
  private func wandering(_ seed: UInt64, _ main: Episode) -> [[Float]] {
    var random = EpisodeRandom(seed: seed, stream: .policy)
    let ranges = world.contract.dimensions.map(\.range)
    var actions = Array(main.actions.prefix(max(1, scenario.context - 1)))
    let frames = max(2, Int(world.rate.rounded()))
    while actions.count < main.actions.count {
      let start = actions[actions.count - 1]
      let goal = ranges.map { Float(random.uniform($0)) }
      for k in 1...frames where actions.count < main.actions.count {
        let u = Float(k) / Float(frames)
        // Rest to rest, without a jerk at either end.
        let share = u * u * u * (10 - 15 * u + 6 * u * u)
        actions.append(zip(start, goal).map { $0 + ($1 - $0) * share })
      }
    }
    return actions
  }

  private func distance(_ a: Episode, _ b: Episode) -> Double {
    let path = { (episode: Episode) in
      episode.tool.isEmpty ? episode.actions.map { $0.map(Double.init) } : episode.tool
    }
    return ToolPath.distance(path(a), path(b), from: scenario.context)
  }
}
