import Diagnostics
import Episodes
import Foundation
import Scoring
import Simulation

/// Recordings of the same start in a wrong world: what the self-test's corruptions need of a simulator.
extension SimulatedTruth {
  /// The wrong worlds in the order they are kept in.
  static let wrongWorlds: [Corruption] = [.halfGravity, .gravityFlipped, .halfCameraMotion]

  /// A corruption that leaves everything within this of its place, metres, has spoilt nothing and is left out.
  static let leastChange = 0.03

  /// Nil where the world has nothing for it.
  private func recordCorrupted(_ corruption: Corruption, of main: Episode) throws -> Episode? {
    switch corruption {
    case .halfGravity, .gravityFlipped:
      guard !main.objects.isEmpty else { return nil }
      let factor = corruption == .halfGravity ? CorruptionStrength.weakGravity : CorruptionStrength.flippedGravity
      return try Recorder(world, lean).replay(
        seed: seed, actions: main.actions, initial: initial, perturbation: .gravity(factor))
    case .halfCameraMotion:
      guard movesCamerasOnly, !world.actuators.isEmpty, counterfactuals.contains(.hold) else { return nil }
      let held = main.actions[max(0, scenario.context - 2)]
      let half = main.actions.enumerated().map { t, action in
        guard t >= scenario.context - 1 else { return action }
        return zip(held, action).map { $0 + ($1 - $0) * Float(CorruptionStrength.cameraShare) }
      }
      return try Recorder(world, lean).replay(seed: seed, actions: half, initial: initial)
    default: return nil
    }
  }

  /// Those that spoil something, in the order of `wrongWorlds`.
  func recordCorrupted(of main: Episode) throws -> [(Corruption, Episode)] {
    let all = try ParallelMap.map(Self.wrongWorlds) { try recordCorrupted($0, of: main) }
    return zip(Self.wrongWorlds, all).compactMap { corruption, episode in
      guard let episode, isSpoilt(corruption, episode, main) else { return nil }
      return (corruption, episode)
    }
  }

  private func isSpoilt(_ corruption: Corruption, _ episode: Episode, _ main: Episode) -> Bool {
    if corruption == .halfCameraMotion { return zip(episode.views, main.views).contains { $0.rgb != $1.rgb } }
    return zip(episode.objects, main.objects).contains { other, own in
      (scenario.context..<scenario.frames).contains { t in
        let d = other.position(t) - own.position(t)
        return (d * d).sum().squareRoot() > Self.leastChange
      }
    }
  }
}

extension TruthRecorder {
  /// What the self-test needs of the simulator for a scenario whose truth is `set`: frames after the context, by
  /// corruption. Recorded once and kept beside the truth; empty for recordings.
  public func corrupted(for scenario: Scenario, truth set: TruthSet) throws -> [Corruption: Prediction] {
    guard case .world = scenario.truth else { return [:] }
    var all = try wrongWorlds(for: scenario, truth: set)
    all[.actionShuffled] = set.counterfactuals[.shuffled]
    return try all.mapValues { try Truth(episode: $0, context: scenario.context).asPrediction }
  }

  /// The same start in worlds that are wrong, by corruption, from the first frame on; empty for recordings.
  func wrongWorlds(for scenario: Scenario, truth set: TruthSet) throws -> [Corruption: Episode] {
    guard case .world(let url, let seed, let initial) = scenario.truth else { return [:] }
    var scenario = scenario
    // A program may do something else tomorrow: what counts is what it did in this truth.
    if case .policy = scenario.actions { scenario.actions = .list(set.main.actions) }
    let job = try SimulatedTruth(scenario: scenario, world: World(file: url.path), seed: seed, initial: initial)
    let file = cache.appendingPathComponent("\(try job.hash())-corrupted.h5")
    let recorded: [(Corruption, Episode)]
    if let kept = try? job.readCorrupted(file) {
      recorded = kept
    } else {
      try job.writeCorrupted(try job.recordCorrupted(of: set.main), main: set.main, to: file)
      recorded = try job.readCorrupted(file)
    }
    return Dictionary(uniqueKeysWithValues: recorded)
  }
}

extension SimulatedTruth {
  /// The recordings' names are their policies: a file without any holds the main episode only, as a sign that it is
  /// whole.
  fileprivate func writeCorrupted(_ recorded: [(Corruption, Episode)], main: Episode, to file: URL) throws {
    let plan = DatasetPlan(
      firstSeed: seed, episodes: 1 + recorded.count, mix: .standard, settings: lean, startRange: initial.range)
    let writer = try EpisodeWriter(path: file.path, header: try world.header(plan), gzip: 1)
    var first = main
    first.views = []
    try writer.append(first)
    for (corruption, episode) in recorded {
      var named = episode
      named.policy = corruption.rawValue
      try writer.append(named)
    }
    try writer.finish()
  }

  fileprivate func readCorrupted(_ file: URL) throws -> [(Corruption, Episode)] {
    guard FileManager.default.fileExists(atPath: file.path) else { throw UserError("not recorded yet", at: file.path) }
    let episodes = try EpisodeFile(path: file.path)
    return try (1..<max(1, episodes.count)).map { i in
      guard let corruption = Corruption(rawValue: try episodes.policy(of: i)) else {
        throw UserError("holds an unknown corruption", at: file.path)
      }
      return (corruption, try episodes.episode(i, EpisodeSelection(cameras: scenario.cameras)))
    }
  }
}
